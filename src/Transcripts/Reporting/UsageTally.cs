using ToolTime.Transcripts.Index;

namespace ToolTime.Transcripts.Reporting;

/// <summary>Adds up usage: tokens, their cost, and calls.</summary>
internal sealed class UsageTally
{
    public TokenCount Tokens { get; private set; }

    /// <summary>In dollars, over the models that have a price.</summary>
    public decimal Cost { get; private set; }

    public int Responses { get; private set; }

    /// <summary>Null if calls are not counted with the tokens.</summary>
    public CallTally? Calls { get; init; }

    /// <summary>When the first and last response came, in UTC seconds since 1970; 0 if none.</summary>
    public uint First { get; private set; }

    public uint Last { get; private set; }

    public SortedSet<string> Models { get; } = new(StringComparer.Ordinal);

    /// <summary>The models without a price; their tokens are counted but not in the cost.</summary>
    public SortedSet<string> Unpriced { get; } = new(StringComparer.Ordinal);

    /// <summary>Web searches that models made.</summary>
    public long WebSearches { get; private set; }

    /// <summary>Responses whose final usage never came: their output is at least what is counted.</summary>
    public int Unfinished { get; private set; }

    /// <summary>Adds a cell with its cost in dollars, including searches; null if its model has no price.</summary>
    public void Add(string model, in UsageCell cell, decimal? cost)
    {
        Tokens += cell.Tokens;
        Responses += cell.Responses;
        First = First == 0 ? cell.First : Math.Min(First, cell.First);
        Last = Math.Max(Last, cell.Last);
        Models.Add(model);
        WebSearches += cell.WebSearches;
        Unfinished += cell.Kind.HasFlag(UsageKind.Unfinished) ? cell.Responses : 0;
        Cost += cost ?? 0;
        if (cost is null && cell.Tokens.Total > 0)
        {
            Unpriced.Add(model);
        }
    }
}

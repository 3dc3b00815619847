using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Uploader.Reports;

/// <summary>Adds up usage: tokens, what they cost, and calls.</summary>
internal sealed class UsageTally
{
    public TokenCount Tokens { get; private set; }

    /// <summary>In dollars, of the models that have a price.</summary>
    public decimal Cost { get; private set; }

    public int Responses { get; private set; }

    /// <summary>Null where calls are not counted with the tokens.</summary>
    public CallTally? Calls { get; init; }

    /// <summary>When the first and last response was, in UTC seconds since 1970; 0 where there is none.</summary>
    public uint First { get; private set; }

    public uint Last { get; private set; }

    public SortedSet<string> Models { get; } = new(StringComparer.Ordinal);

    /// <summary>The models that have no price; their tokens are counted and not in the cost.</summary>
    public SortedSet<string> Unpriced { get; } = new(StringComparer.Ordinal);

    public void Add(DateOnly day, string model, in UsageCell cell)
    {
        Tokens += cell.Tokens;
        Responses += cell.Responses;
        First = First == 0 ? cell.First : Math.Min(First, cell.First);
        Last = Math.Max(Last, cell.Last);
        Models.Add(model);
        if (cell.Kind.HasFlag(UsageKind.PricedByClient))
            Cost += cell.CostMicros / 1_000_000m;
        else if (PriceTable.Find(model, day, cell.Kind) is { } price)
            Cost += price.Cost(cell.Tokens);
        else if (cell.Tokens.Total > 0)
            Unpriced.Add(model);
    }
}

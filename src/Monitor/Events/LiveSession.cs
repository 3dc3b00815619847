using ToolTime.Recording.Calls;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;

namespace ToolTime.Monitor.Events;

/// <summary>An active session or subagent, with its usage since it became active. For one thread at a time.</summary>
internal sealed class LiveSession(string client, string id, string project, bool isSubagent)
{
    public string Client => client;

    public string Id => id;

    public string Project => project;

    public bool IsSubagent => isSubagent;

    /// <inheritdoc cref="SessionStart.Agent"/>
    public string? Agent { get; set; }

    /// <inheritdoc cref="SessionStart.Version"/>
    public string? Version { get; set; }

    /// <summary>The model that answered last; null until one does.</summary>
    public string? Model { get; private set; }

    public TokenCount Tokens { get; private set; }

    /// <summary>In dollars, over everything with a price.</summary>
    public decimal CostUsd { get; private set; }

    public int Calls { get; private set; }

    public int Errors { get; private set; }

    /// <summary>When it was last active, in UTC seconds since 1970.</summary>
    public uint LastAt { get; private set; }

    /// <summary>When that was observed, by a monotonic clock.</summary>
    public long SeenAt { get; set; }

    /// <summary>Whether its start was published, so that its end will be.</summary>
    public bool IsPublished { get; set; }

    public void Add(TokenCount tokens, decimal? costUsd, uint at, string model)
    {
        Tokens += tokens;
        CostUsd += costUsd ?? 0;
        Model = model;
        LastAt = Math.Max(LastAt, at);
    }

    public void Add(in RowChange<CallRow> change)
    {
        Calls += change.IsNew ? 1 : 0;
        Errors += change.After.Outcome is CallOutcome.Error && change.Before.Outcome is not CallOutcome.Error ? 1 : 0;
        LastAt = Math.Max(LastAt, change.After.At);
    }
}

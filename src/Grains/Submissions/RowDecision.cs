using System.Collections.Immutable;

namespace ToolTime.Grains.Submissions;

/// <summary>What is decided on a row.</summary>
public sealed record RowDecision
{
    /// <summary>What becomes of it.</summary>
    public required RowOutcome Outcome { get; init; }

    /// <summary>For a duplicate cell, the revision that is stored; null where its submitter deleted it.</summary>
    public long? StoredRevision { get; init; }

    /// <summary>For a cell that replaces an older one, the older one's content; else default.</summary>
    public ImmutableArray<byte> ReplacedContent { get; init; }
}

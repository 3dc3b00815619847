using System.Collections.Immutable;

namespace ToolTime.Grains.Submissions;

/// <summary>What storage decided on a row.</summary>
public sealed record StoredRow
{
    /// <summary>What became of it.</summary>
    public required RowFate Fate { get; init; }

    /// <summary>For a duplicate cell, the revision that is kept; null where its submitter deleted it.</summary>
    public long? KeptRevision { get; init; }

    /// <summary>For a cell that replaced an older one, the older one's content; else default.</summary>
    public ImmutableArray<byte> ReplacedContent { get; init; }
}

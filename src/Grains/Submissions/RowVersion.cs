using System.Collections.Immutable;

namespace ToolTime.Grains.Submissions;

/// <summary>A stored row: of a snapshot nothing but that it is there, since all of its key is in the question.</summary>
/// <param name="Revision">A cell's revision; 0 for a snapshot.</param>
/// <param name="ContentHash">SHA-256 of its content.</param>
/// <param name="Content">A cell's content.</param>
public sealed record RowVersion(long Revision, ImmutableArray<byte> ContentHash, ImmutableArray<byte> Content)
{
    /// <summary>A snapshot that is stored.</summary>
    public static RowVersion Snapshot { get; } = new(0, [], []);
}

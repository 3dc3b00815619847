using System.Collections.Immutable;

namespace ToolTime.Publication;

/// <summary>
/// Tallies part of a window's submitters on whichever silo has room; the key, made of the window and the part, has no other meaning. It
/// holds nothing between calls.
/// </summary>
public interface ITallyGrain : IGrainWithStringKey
{
    /// <summary>Tallies the submitters whose ids begin with a byte in the request's range. May be called again.</summary>
    /// <param name="request">The window and the range of submitters.</param>
    /// <returns>The tally, encoded.</returns>
    [ResponseTimeout("00:10:00")]
    Task<ImmutableArray<byte>> TallyAsync(TallyRequest request);

    /// <summary>
    /// Counts, for each pair of names, the submitters in the range who used both, and how many would by chance. May be called again.
    /// </summary>
    /// <param name="request">The window and the range of submitters.</param>
    /// <param name="names">The names, each as its dimension, a space and the name.</param>
    /// <returns>The counts; those of several parts add up.</returns>
    [ResponseTimeout("00:10:00")]
    Task<ImmutableArray<int>> TallyPairsAsync(TallyRequest request, ImmutableArray<string> names);
}

/// <summary>A window and a range of submitters to tally.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.TallyRequest")]
public sealed record TallyRequest
{
    /// <summary>The kind of window.</summary>
    [Id(0)] public required StatsWindowKind Window { get; init; }

    /// <summary>The window's first UTC day.</summary>
    [Id(1)] public required DateOnly FirstDay { get; init; }

    /// <summary>The window's last UTC day.</summary>
    [Id(2)] public required DateOnly LastDay { get; init; }

    /// <summary>The first byte of the submitters' ids, 0 to 255.</summary>
    [Id(3)] public required int FirstByte { get; init; }

    /// <summary>The byte after the last one, 1 to 256.</summary>
    [Id(4)] public required int EndByte { get; init; }
}

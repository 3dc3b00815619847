using System.Collections.Immutable;

namespace ToolTime.Publication;

/// <summary>
/// Tallies a part of a window's submitters, wherever in the cluster there is room; the key is the window and the part, and means nothing
/// beyond that. It holds nothing between calls.
/// </summary>
public interface ITallyGrain : IGrainWithStringKey
{
    /// <summary>Tallies the submitters whose ids begin with one of some bytes. May be called again.</summary>
    /// <param name="request">The window, and which submitters.</param>
    /// <returns>The tally, encoded.</returns>
    [ResponseTimeout("00:10:00")]
    Task<ImmutableArray<byte>> TallyAsync(TallyRequest request);

    /// <summary>
    /// Counts how many of these submitters used both of two names, for each two of some, and what by chance. May be called again.
    /// </summary>
    /// <param name="request">The window, and which submitters.</param>
    /// <param name="names">The names, each as its dimension, a space and itself.</param>
    /// <returns>The counts, which add up over parts.</returns>
    [ResponseTimeout("00:10:00")]
    Task<ImmutableArray<int>> TallyPairsAsync(TallyRequest request, ImmutableArray<string> names);
}

/// <summary>What a tally is of.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.TallyRequest")]
public sealed record TallyRequest
{
    /// <summary>The kind of window.</summary>
    [Id(0)] public required StatsWindowKind Window { get; init; }

    /// <summary>Its first UTC day.</summary>
    [Id(1)] public required DateOnly FirstDay { get; init; }

    /// <summary>Its last UTC day.</summary>
    [Id(2)] public required DateOnly LastDay { get; init; }

    /// <summary>The first byte of the submitters' ids, 0 to 255.</summary>
    [Id(3)] public required int FirstByte { get; init; }

    /// <summary>The byte after the last, 1 to 256.</summary>
    [Id(4)] public required int EndByte { get; init; }
}

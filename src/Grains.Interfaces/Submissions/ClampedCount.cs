using ToolTime.Usage;

namespace ToolTime.Submissions;

/// <summary>A count that counts for less than was sent.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.ClampedCount")]
public sealed record ClampedCount
{
    /// <summary>The position of its day in the submission; 0 in a snapshot.</summary>
    [Id(0)] public required int Day { get; init; }

    /// <summary>The dimension of the name.</summary>
    [Id(1)] public required Dimension Dimension { get; init; }

    /// <summary>The name.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>The calls that count.</summary>
    [Id(3)] public required int Counted { get; init; }
}

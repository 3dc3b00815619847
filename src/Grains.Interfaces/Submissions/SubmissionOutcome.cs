using System.Collections.Immutable;
using ToolTime.Usage;

namespace ToolTime.Submissions;

/// <summary>The result of a submission.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.SubmissionOutcome")]
public abstract record SubmissionOutcome
{
    private SubmissionOutcome()
    {
    }

    /// <summary>Part or all of it was new and is now durable.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.SubmissionOutcome.Accepted")]
    public sealed record Accepted : SubmissionOutcome
    {
        /// <summary>A random id, 32 lower-case hex digits.</summary>
        [Id(0)] public required string Receipt { get; init; }

        /// <summary>Counts that will be counted as less than was sent.</summary>
        [Id(2)] public required ImmutableArray<ClampedCount> Clamped { get; init; }
    }

    /// <summary>Nothing in it was new: the same or a newer revision was already stored.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.SubmissionOutcome.Duplicate")]
    public sealed record Duplicate : SubmissionOutcome
    {
        /// <summary>The largest revision stored for any of its days; null if none is.</summary>
        [Id(0)] public required long? StoredRevision { get; init; }
    }

    /// <summary>The token has no submissions left on this UTC day; nothing was stored.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.SubmissionOutcome.OverQuota")]
    public sealed record OverQuota : SubmissionOutcome
    {
        /// <summary>Accepted submissions per token and UTC day.</summary>
        [Id(0)] public required int Limit { get; init; }

        /// <summary>The time until the next UTC day begins.</summary>
        [Id(1)] public required TimeSpan RetryAfter { get; init; }
    }

    /// <summary>The server cannot answer, so the outcome is unknown; send the same again.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.SubmissionOutcome.Unavailable")]
    public sealed record Unavailable : SubmissionOutcome
    {
        /// <summary>How long to wait before trying again.</summary>
        [Id(0)] public required TimeSpan RetryAfter { get; init; }
    }
}

/// <summary>A count that is counted as less than was sent.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.ClampedCount")]
public sealed record ClampedCount
{
    /// <summary>The index of its day in the submission; 0 in a snapshot.</summary>
    [Id(0)] public required int Day { get; init; }

    /// <summary>The dimension of the name.</summary>
    [Id(1)] public required Dimension Dimension { get; init; }

    /// <summary>The name.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>The calls that count.</summary>
    [Id(3)] public required int Counted { get; init; }
}

using System.Collections.Immutable;

namespace ToolTime.Usage;

/// <summary>One report's counts in canonical order: by dimension, then by name (ordinal), without duplicates.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.UsageReport")]
public sealed record UsageReport
{
    /// <summary>The counts.</summary>
    [Id(0)] public required ImmutableArray<UsageCount> Counts { get; init; }

    /// <summary>Edits of files that had not been read before; null if not measured.</summary>
    [Id(1)] public int? EditsWithoutRead { get; init; }
}

/// <summary>How often one report used one name. Null means not measured, which is not zero.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.UsageCount")]
public sealed record UsageCount
{
    /// <summary>The dimension of the name.</summary>
    [Id(0)] public required Dimension Dimension { get; init; }

    /// <summary>The name; empty for the dimension's bucket.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Calls, invocations or requests; 0 if only presence is known.</summary>
    [Id(2)] public required int Calls { get; init; }

    /// <summary>Calls whose outcome was seen; 0 if <see cref="Errors"/> is null.</summary>
    [Id(3)] public int ObservedCalls { get; init; }

    /// <summary>Observed calls that failed; null if not measured.</summary>
    [Id(4)] public int? Errors { get; init; }

    /// <summary>Calls that the user rejected; null if not measured.</summary>
    [Id(5)] public int? Rejections { get; init; }

    /// <summary>The median duration of <see cref="TimedCalls"/>, in milliseconds; null if none was timed.</summary>
    [Id(6)] public int? MedianMs { get; init; }

    /// <summary>Calls whose duration is known.</summary>
    [Id(7)] public int TimedCalls { get; init; }

    /// <summary>A skill's invocations that the user typed; null if not measured.</summary>
    [Id(8)] public int? ByUser { get; init; }

    /// <summary>
    /// Adds another count of the same name. Rejections are a share of observed calls, so they stay measured only if both counts measured
    /// them for every observed call; so do typed invocations. Medians cannot be combined: the one over more calls is used.
    /// </summary>
    public UsageCount Plus(UsageCount other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var measured = (Rejections is not null || ObservedCalls == 0) && (other.Rejections is not null || other.ObservedCalls == 0);
        var isTypingMeasured = (ByUser is not null || Calls == 0) && (other.ByUser is not null || other.Calls == 0);
        var timed = (TimedCalls, MedianMs ?? 0).CompareTo((other.TimedCalls, other.MedianMs ?? 0)) >= 0 ? this : other;
        return this with
        {
            Calls = Bounded((long)Calls + other.Calls),
            ObservedCalls = Bounded((long)ObservedCalls + other.ObservedCalls),
            Errors = Sum(Errors, other.Errors),
            Rejections = measured ? Sum(Rejections, other.Rejections) : null,
            MedianMs = timed.MedianMs,
            TimedCalls = timed.TimedCalls,
            ByUser = isTypingMeasured ? Sum(ByUser, other.ByUser) : null,
        };
    }

    private static int? Sum(int? left, int? right) => left is null && right is null ? null : Bounded((long)(left ?? 0) + (right ?? 0));

    private static int Bounded(long count) => (int)Math.Min(count, int.MaxValue);
}

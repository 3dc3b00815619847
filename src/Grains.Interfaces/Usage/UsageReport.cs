using System.Collections.Immutable;

namespace ToolTime.Usage;

/// <summary>The counts of one report, in canonical order: by dimension, then ordinally by name, no pair twice.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.UsageReport")]
public sealed record UsageReport
{
    /// <summary>The counts.</summary>
    [Id(0)] public required ImmutableArray<UsageCount> Counts { get; init; }

    /// <summary>Edits of files that had not been read before, or null where that was not measured.</summary>
    [Id(1)] public int? EditsWithoutRead { get; init; }
}

/// <summary>
/// How often one name was used, in one report. What was not measured is null, which is not zero.
/// </summary>
[GenerateSerializer, Immutable, Alias("ToolTime.UsageCount")]
public sealed record UsageCount
{
    /// <summary>The dimension of the name.</summary>
    [Id(0)] public required Dimension Dimension { get; init; }

    /// <summary>The name; empty for the dimension's bucket.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Calls, invocations or requests; 0 where only presence is known.</summary>
    [Id(2)] public required int Calls { get; init; }

    /// <summary>Of the calls, those whose outcome was seen; 0 where <see cref="Errors"/> is null.</summary>
    [Id(3)] public int ObservedCalls { get; init; }

    /// <summary>Observed calls that failed, or null where failures were not measured.</summary>
    [Id(4)] public int? Errors { get; init; }

    /// <summary>Calls that the user rejected, or null where rejections were not measured.</summary>
    [Id(5)] public int? Rejections { get; init; }

    /// <summary>The median of how long <see cref="TimedCalls"/> ran, in milliseconds, or null where none was timed.</summary>
    [Id(6)] public int? MedianMs { get; init; }

    /// <summary>Of the calls, those of which it is known how long they ran.</summary>
    [Id(7)] public int TimedCalls { get; init; }

    /// <summary>Of a skill's invocations those that the user typed, or null where that was not measured.</summary>
    [Id(8)] public int? ByUser { get; init; }

    /// <summary>
    /// This count and another that counts under the same name. Rejections stay measured only where each observed call was measured for
    /// them, since they are a share of those; so does what users typed. Two medians have no common one: that of more calls stays.
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

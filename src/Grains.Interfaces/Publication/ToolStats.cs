using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>A tool's figures in a window. What stays under its limit is null; docs/statistics.md defines each.</summary>
public sealed record ToolStats
{
    /// <summary>The tool.</summary>
    public required string ToolName { get; init; }

    /// <summary>True for the bucket of names that are not told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Custom { get; init; }

    /// <summary>Distinct submitters who used it.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public required double? Adoption { get; init; }

    /// <summary>Calls, clamped.</summary>
    public required long? TotalCalls { get; init; }

    /// <summary>About how many calls failed: the error rate times the observed calls; of several weeks or clients, the sum of theirs.</summary>
    public required long? TotalErrors { get; init; }

    /// <summary>About how many calls users rejected: the rejection rate times the calls for which that was counted; of several weeks or clients, the sum of theirs.</summary>
    public required long? TotalRejections { get; init; }

    /// <summary>Calls whose outcome was seen, clamped.</summary>
    public required long? ObservedCalls { get; init; }

    /// <summary>Of a week or seven days, the mean of submitters' own error rates, bounded and blurred, 0 to 1; of several weeks or clients, errors over observed calls. Null where too few have a rate, or few could move it.</summary>
    public required double? ErrorRate { get; init; }

    /// <summary>The median of submitters' error rates, of those with at least five observed calls; null, too, where few of them could move it.</summary>
    public required double? ErrorRateMedian { get; init; }

    /// <summary>Of a week or seven days, the mean of submitters' own rejection rates, bounded and blurred, 0 to 1; of several weeks or clients, rejections over the calls for which they were counted. Null as the error rate is.</summary>
    public required double? RejectionRate { get; init; }

    /// <summary>Calls over submitters.</summary>
    public required double? AvgCallsPerSubmitter { get; init; }

    /// <summary>The median of submitters' calls.</summary>
    public required double? CallsMedian { get; init; }

    /// <summary>The lower quartile of submitters' calls.</summary>
    public required double? CallsP25 { get; init; }

    /// <summary>The upper quartile of submitters' calls.</summary>
    public required double? CallsP75 { get; init; }

    /// <summary>The lower decile of submitters' calls; null under 100 submitters.</summary>
    public required double? CallsP10 { get; init; }

    /// <summary>The upper decile of submitters' calls; null under 100 submitters.</summary>
    public required double? CallsP90 { get; init; }

    /// <summary>The last of the seven days that the row is of, where it stayed as it was and they are not the window's; otherwise left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? AsOf { get; init; }
}

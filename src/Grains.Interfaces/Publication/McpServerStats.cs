using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>An MCP server's figures in a window. What stays under its limit is null.</summary>
public sealed record McpServerStats
{
    /// <summary>The server.</summary>
    public required string Name { get; init; }

    /// <summary>True for the bucket of names that are not told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Custom { get; init; }

    /// <summary>Distinct submitters who used it.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Calls of its tools, clamped.</summary>
    public required long? TotalCalls { get; init; }

    /// <summary>Calls over submitters.</summary>
    public required double? AvgCallsPerSubmitter { get; init; }

    /// <summary>The median of submitters' calls.</summary>
    public required double? CallsMedian { get; init; }

    /// <summary>About how many calls failed: the error rate times the observed calls; of several weeks or clients, the sum of theirs.</summary>
    public required long? TotalErrors { get; init; }

    /// <summary>Of a week or seven days, the mean of submitters' own error rates, bounded and blurred, 0 to 1; of several weeks or clients, errors over observed calls. Null where too few have a rate, or few could move it.</summary>
    public required double? ErrorRate { get; init; }

    /// <summary>The median of submitters' error rates, of those with at least five observed calls; null, too, where few of them could move it.</summary>
    public required double? ErrorRateMedian { get; init; }

    /// <summary>The last of the seven days that the row is of, where it stayed as it was and they are not the window's; otherwise left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? AsOf { get; init; }
}

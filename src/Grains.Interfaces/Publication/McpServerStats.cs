using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>An MCP server's figures in a window. Figures below their threshold are null.</summary>
public sealed record McpServerStats
{
    /// <summary>The server.</summary>
    public required string Name { get; init; }

    /// <summary>True for the bucket of names that are not listed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Custom { get; init; }

    /// <summary>Distinct submitters who used it.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public double? Adoption { get; init; }

    /// <summary>The lower end of its 95% interval.</summary>
    public double? AdoptionLow { get; init; }

    /// <summary>The upper end of its 95% interval.</summary>
    public double? AdoptionHigh { get; init; }

    /// <summary>Calls of its tools, clamped.</summary>
    public required long? TotalCalls { get; init; }

    /// <summary>Calls whose outcome was seen, clamped.</summary>
    public long? ObservedCalls { get; init; }

    /// <summary>Calls over submitters.</summary>
    public required double? AvgCallsPerSubmitter { get; init; }

    /// <summary>The median of submitters' calls.</summary>
    public required double? CallsMedian { get; init; }

    /// <summary>The lower quartile of submitters' calls; null for fewer than 20 submitters.</summary>
    public double? CallsP25 { get; init; }

    /// <summary>The upper quartile of submitters' calls; null for fewer than 20 submitters.</summary>
    public double? CallsP75 { get; init; }

    /// <summary>Observed calls that failed, clamped.</summary>
    public required long? TotalErrors { get; init; }

    /// <summary>Errors over observed calls, 0 to 1; null if too few submitters have observed calls.</summary>
    public required double? ErrorRate { get; init; }

    /// <summary>The median of submitters' error rates, of those with at least five observed calls.</summary>
    public required double? ErrorRateMedian { get; init; }

    /// <summary>The lower quartile of these rates; null if fewer than 20.</summary>
    public double? ErrorRateP25 { get; init; }

    /// <summary>The upper quartile of these rates; null if fewer than 20.</summary>
    public double? ErrorRateP75 { get; init; }

    /// <summary>The lower quartile of submitters' median call durations, in milliseconds; null if fewer than 20.</summary>
    public double? DurationP25Ms { get; init; }

    /// <summary>The median of submitters' median call durations, in milliseconds, of those with at least five timed calls.</summary>
    public double? DurationMedianMs { get; init; }

    /// <summary>The upper quartile of these medians; null if fewer than 20.</summary>
    public double? DurationP75Ms { get; init; }
}

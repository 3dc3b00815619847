namespace ToolTime.Telemetry;

/// <summary>What tasks cost, in US dollars.</summary>
public sealed record TelemetryCost
{
    /// <summary>All of it; of a day only.</summary>
    public double? Total { get; init; }

    /// <summary>The median, by task.</summary>
    public double? P50 { get; init; }

    /// <summary>The ninth decile, by task.</summary>
    public double? P90 { get; init; }
}

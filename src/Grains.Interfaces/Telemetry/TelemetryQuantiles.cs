namespace ToolTime.Telemetry;

/// <summary>Quantiles over tasks, to two significant digits.</summary>
public sealed record TelemetryQuantiles
{
    /// <summary>The median.</summary>
    public double? P50 { get; init; }

    /// <summary>The ninth decile.</summary>
    public double? P90 { get; init; }
}

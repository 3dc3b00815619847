namespace ToolTime.Telemetry;

/// <summary>How many devices have something, and how tasks went with it.</summary>
public record TelemetryTaskUse : TelemetryUse
{
    /// <summary>Tasks that succeeded, of those whose end is known.</summary>
    public double? SuccessRate { get; init; }
}

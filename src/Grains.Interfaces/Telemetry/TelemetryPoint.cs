namespace ToolTime.Telemetry;

/// <summary>One period of a series.</summary>
public sealed record TelemetryPoint
{
    /// <summary>A day, a week, or the first of four.</summary>
    public required string Period { get; init; }

    /// <summary>Devices.</summary>
    public long? Devices { get; init; }

    /// <summary>Startups; of a day only.</summary>
    public long? Startups { get; init; }

    /// <summary>Tasks; of a day only.</summary>
    public long? Tasks { get; init; }

    /// <summary>Tasks that succeeded, of those whose end is known.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>The app's versions with most devices.</summary>
    public IReadOnlyList<TelemetryVersionPoint> Versions { get; init; } = [];
}

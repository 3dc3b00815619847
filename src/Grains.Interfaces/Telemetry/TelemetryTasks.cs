namespace ToolTime.Telemetry;

/// <summary>How tasks went. Sums are of a day only.</summary>
public sealed record TelemetryTasks
{
    /// <summary>Tasks, whatever became of them.</summary>
    public long? Total { get; init; }

    /// <summary>Tasks that succeeded.</summary>
    public long? Succeeded { get; init; }

    /// <summary>Tasks that failed.</summary>
    public long? Failed { get; init; }

    /// <summary>Tasks that succeeded, of those whose end is known.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>Turns of the model, by task.</summary>
    public TelemetryQuantiles Iterations { get; init; } = new();

    /// <summary>Milliseconds, by task.</summary>
    public TelemetryQuantiles DurationMs { get; init; } = new();

    /// <summary>Tokens.</summary>
    public TelemetryTokens Tokens { get; init; } = new();

    /// <summary>US dollars.</summary>
    public TelemetryCost CostUsd { get; init; } = new();

    /// <summary>Requests that hit the cache, of those that could.</summary>
    public double? CacheHitRate { get; init; }
}

namespace ToolTime.Telemetry;

/// <summary>How many tasks there were and how they ended. Sums are only for a day.</summary>
public sealed record TelemetryTasks
{
    /// <summary>All tasks, however they ended.</summary>
    public long? Total { get; init; }

    /// <summary>Tasks that succeeded.</summary>
    public long? Succeeded { get; init; }

    /// <summary>Tasks that failed.</summary>
    public long? Failed { get; init; }

    /// <summary>The share of tasks with a known outcome that succeeded, 0 to 1.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>The model's turns per task.</summary>
    public TelemetryQuantiles Iterations { get; init; } = new();

    /// <summary>The duration per task, in milliseconds.</summary>
    public TelemetryQuantiles DurationMs { get; init; } = new();

    /// <summary>Tokens.</summary>
    public TelemetryTokens Tokens { get; init; } = new();

    /// <summary>The cost in US dollars.</summary>
    public TelemetryCost CostUsd { get; init; } = new();

    /// <summary>The share of cacheable requests that hit the cache, 0 to 1.</summary>
    public double? CacheHitRate { get; init; }
}

/// <summary>What tasks cost, in US dollars.</summary>
public sealed record TelemetryCost
{
    /// <summary>The total; only for a day.</summary>
    public double? Total { get; init; }

    /// <summary>The median per task.</summary>
    public double? P50 { get; init; }

    /// <summary>The 90th percentile per task.</summary>
    public double? P90 { get; init; }
}

/// <summary>Tokens used by tasks. Sums are only for a day.</summary>
public sealed record TelemetryTokens
{
    /// <summary>Tokens that were sent.</summary>
    public long? Prompt { get; init; }

    /// <summary>Tokens that came back.</summary>
    public long? Completion { get; init; }

    /// <summary>Tokens that were written to the cache.</summary>
    public long? CacheCreation { get; init; }

    /// <summary>Tokens that were read from the cache.</summary>
    public long? CacheRead { get; init; }

    /// <summary>The median per task of prompt and completion tokens together.</summary>
    public double? P50 { get; init; }

    /// <summary>The 90th percentile of the same.</summary>
    public double? P90 { get; init; }
}

/// <summary>Quantiles over tasks, rounded to two significant digits.</summary>
public sealed record TelemetryQuantiles
{
    /// <summary>The median.</summary>
    public double? P50 { get; init; }

    /// <summary>The 90th percentile.</summary>
    public double? P90 { get; init; }
}

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

/// <summary>Tokens of tasks. Sums are of a day only.</summary>
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

    /// <summary>The median of prompt and completion tokens together, by task.</summary>
    public double? P50 { get; init; }

    /// <summary>Their ninth decile.</summary>
    public double? P90 { get; init; }
}

/// <summary>Quantiles over tasks, to two significant digits.</summary>
public sealed record TelemetryQuantiles
{
    /// <summary>The median.</summary>
    public double? P50 { get; init; }

    /// <summary>The ninth decile.</summary>
    public double? P90 { get; init; }
}

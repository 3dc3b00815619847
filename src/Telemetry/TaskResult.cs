namespace ToolTime.Telemetry;

/// <summary>How a task ended; null means unknown, and is not sent.</summary>
public sealed record TaskResult
{
    /// <summary>How it ended.</summary>
    public TaskOutcome? Outcome { get; init; }

    /// <summary>The class of its error.</summary>
    public ErrorKind? Error { get; init; }

    /// <summary>The model, as its maker spells it. The server stores only listed names.</summary>
    public string? Model { get; init; }

    /// <summary>Who serves the model. The server stores only listed names.</summary>
    public string? Provider { get; init; }

    /// <summary>The number of model turns; not negative.</summary>
    public long? Iterations { get; init; }

    /// <summary>How long it took, up to 30 days.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What it cost in US dollars, up to 10,000.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>How the cost is known.</summary>
    public CostSource? CostSource { get; init; }

    /// <summary>Tokens sent.</summary>
    public long? PromptTokens { get; init; }

    /// <summary>Tokens received.</summary>
    public long? CompletionTokens { get; init; }

    /// <summary>Tokens written to the cache.</summary>
    public long? CacheCreationTokens { get; init; }

    /// <summary>Tokens read from the cache.</summary>
    public long? CacheReadTokens { get; init; }

    /// <summary>Requests that could have hit the cache.</summary>
    public long? CacheTotalRequests { get; init; }

    /// <summary>Requests that hit the cache.</summary>
    public long? CacheHitRequests { get; init; }
}

/// <summary>How a task ended.</summary>
public enum TaskOutcome
{
    /// <summary>It succeeded.</summary>
    Success = 0,

    /// <summary>It failed.</summary>
    Error = 1,
}

/// <summary>How the cost of a task is known.</summary>
public enum CostSource
{
    /// <summary>It is not known.</summary>
    Unknown = 0,

    /// <summary>The provider reported it.</summary>
    Api = 1,

    /// <summary>Computed from the model's price.</summary>
    Price = 2,

    /// <summary>Computed from a default price, for a model without its own.</summary>
    Default = 3,

    /// <summary>Estimated in another way.</summary>
    Estimated = 4,
}

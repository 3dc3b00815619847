namespace ToolTime.Telemetry;

/// <summary>How a task ended; null is "not known", and is not sent.</summary>
public sealed record TaskResult
{
    /// <summary>How it ended.</summary>
    public TaskOutcome? Outcome { get; init; }

    /// <summary>The class of its error.</summary>
    public ErrorKind? Error { get; init; }

    /// <summary>The model, as its maker spells it. The server stores the names that it lists.</summary>
    public string? Model { get; init; }

    /// <summary>Who serves the model. The server stores the names that it lists.</summary>
    public string? Provider { get; init; }

    /// <summary>Turns of the model; not negative.</summary>
    public long? Iterations { get; init; }

    /// <summary>How long it took, up to 30 days.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What it cost in US dollars, up to 10,000.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>How the cost is known.</summary>
    public CostSource? CostSource { get; init; }

    /// <summary>Tokens that were sent.</summary>
    public long? PromptTokens { get; init; }

    /// <summary>Tokens that came back.</summary>
    public long? CompletionTokens { get; init; }

    /// <summary>Tokens that were written to the cache.</summary>
    public long? CacheCreationTokens { get; init; }

    /// <summary>Tokens that were read from the cache.</summary>
    public long? CacheReadTokens { get; init; }

    /// <summary>Requests that could have hit the cache.</summary>
    public long? CacheTotalRequests { get; init; }

    /// <summary>Requests that did.</summary>
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
    /// <summary>It is not.</summary>
    Unknown = 0,

    /// <summary>The provider said it.</summary>
    Api = 1,

    /// <summary>By the model's price.</summary>
    Price = 2,

    /// <summary>By a price that stands for models without one.</summary>
    Default = 3,

    /// <summary>Otherwise estimated.</summary>
    Estimated = 4,
}

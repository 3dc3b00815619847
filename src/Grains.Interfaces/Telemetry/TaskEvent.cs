namespace ToolTime.Telemetry;

/// <summary>A task ended. Numbers are null where they were not reported.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.TaskEvent")]
public sealed record TaskEvent : TelemetryEvent
{
    /// <summary>The model.</summary>
    [Id(0)] public string? Model { get; init; }

    /// <summary>Who serves the model.</summary>
    [Id(1)] public string? Provider { get; init; }

    /// <summary>How it ended.</summary>
    [Id(2)] public TaskOutcome? Outcome { get; init; }

    /// <summary>Turns of the model.</summary>
    [Id(3)] public long? Iterations { get; init; }

    /// <summary>Milliseconds.</summary>
    [Id(4)] public long? DurationMs { get; init; }

    /// <summary>Millionths of a US dollar.</summary>
    [Id(5)] public long? CostMicroUsd { get; init; }

    /// <summary>How the cost is known.</summary>
    [Id(6)] public string? CostSource { get; init; }

    /// <summary>Tokens that were sent.</summary>
    [Id(7)] public long? PromptTokens { get; init; }

    /// <summary>Tokens that came back.</summary>
    [Id(8)] public long? CompletionTokens { get; init; }

    /// <summary>Tokens that were written to the cache.</summary>
    [Id(9)] public long? CacheCreationTokens { get; init; }

    /// <summary>Tokens that were read from the cache.</summary>
    [Id(10)] public long? CacheReadTokens { get; init; }

    /// <summary>Requests that could have hit the cache.</summary>
    [Id(11)] public long? CacheTotalRequests { get; init; }

    /// <summary>Requests that did.</summary>
    [Id(12)] public long? CacheHitRequests { get; init; }

    /// <summary>The class of the error.</summary>
    [Id(13)] public string? ErrorKind { get; init; }
}

namespace ToolTime.Telemetry;

/// <summary>
/// What a program reports: a <see cref="StartupEvent"/>, a <see cref="TaskEvent"/> or a <see cref="ShareEvent"/>. Every string in it is a
/// listed name, a numeric version, or <see cref="TelemetryNames.Other"/>; null means not reported.
/// </summary>
[GenerateSerializer, Immutable, Alias("ToolTime.TelemetryEvent")]
public abstract record TelemetryEvent
{
    private protected TelemetryEvent()
    {
    }

    /// <summary>The program's version.</summary>
    [Id(0)] public required string Version { get; init; }

    /// <summary>The brand under which it is distributed.</summary>
    [Id(1)] public string? Brand { get; init; }

    /// <summary>The kind of container in which it runs.</summary>
    [Id(2)] public string? Container { get; init; }
}

/// <summary>A program was started.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.StartupEvent")]
public sealed record StartupEvent : TelemetryEvent
{
    /// <summary>The operating system.</summary>
    [Id(0)] public required string System { get; init; }

    /// <summary>The runtime's version; Ruby's for the public client.</summary>
    [Id(1)] public string? Runtime { get; init; }

    /// <summary>What started it.</summary>
    [Id(2)] public string? LaunchSource { get; init; }
}

/// <summary>A task ended. Numbers are null if not reported.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.TaskEvent")]
public sealed record TaskEvent : TelemetryEvent
{
    /// <summary>The model.</summary>
    [Id(0)] public string? Model { get; init; }

    /// <summary>The provider that serves the model.</summary>
    [Id(1)] public string? Provider { get; init; }

    /// <summary>How it ended.</summary>
    [Id(2)] public TaskOutcome? Outcome { get; init; }

    /// <summary>The model's turns.</summary>
    [Id(3)] public long? Iterations { get; init; }

    /// <summary>The duration in milliseconds.</summary>
    [Id(4)] public long? DurationMs { get; init; }

    /// <summary>The cost in millionths of a US dollar.</summary>
    [Id(5)] public long? CostMicroUsd { get; init; }

    /// <summary>How the cost was determined.</summary>
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

    /// <summary>Requests that hit the cache.</summary>
    [Id(12)] public long? CacheHitRequests { get; init; }

    /// <summary>The class of the error.</summary>
    [Id(13)] public string? ErrorKind { get; init; }
}

/// <summary>How a task ended. The numbers are sent and stored; they never change.</summary>
public enum TaskOutcome
{
    /// <summary>It succeeded.</summary>
    Success = 0,

    /// <summary>It failed.</summary>
    Error = 1,
}

/// <summary>A shared item was opened or downloaded.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.ShareEvent")]
public sealed record ShareEvent : TelemetryEvent
{
    /// <summary>What was done with the item.</summary>
    [Id(0)] public required ShareAction Action { get; init; }
}

/// <summary>What was done with a shared item. The numbers are sent and stored; they never change.</summary>
public enum ShareAction
{
    /// <summary>It was opened.</summary>
    Opened = 0,

    /// <summary>It was downloaded.</summary>
    Downloaded = 1,
}

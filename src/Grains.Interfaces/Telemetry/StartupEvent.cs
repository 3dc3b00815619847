namespace ToolTime.Telemetry;

/// <summary>A program was started.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.StartupEvent")]
public sealed record StartupEvent : TelemetryEvent
{
    /// <summary>The operating system.</summary>
    [Id(0)] public required string System { get; init; }

    /// <summary>The version of the runtime, of the public client Ruby's.</summary>
    [Id(1)] public string? Runtime { get; init; }

    /// <summary>What started it.</summary>
    [Id(2)] public string? LaunchSource { get; init; }
}

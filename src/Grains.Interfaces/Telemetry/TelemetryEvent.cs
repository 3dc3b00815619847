namespace ToolTime.Telemetry;

/// <summary>
/// What a program reports: a <see cref="StartupEvent"/>, a <see cref="TaskEvent"/> or a <see cref="ShareEvent"/>. Every text in it is
/// listed, a version of numbers, or <see cref="TelemetryNames.Other"/>; null is "not reported".
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

    /// <summary>The kind of container that it runs in.</summary>
    [Id(2)] public string? Container { get; init; }
}

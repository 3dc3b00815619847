namespace ToolTime.Telemetry;

/// <summary>Something that somebody shared was opened or downloaded.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.ShareEvent")]
public sealed record ShareEvent : TelemetryEvent
{
    /// <summary>What was done with it.</summary>
    [Id(0)] public required ShareAction Action { get; init; }
}

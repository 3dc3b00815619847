using System.Text.Json.Serialization;

namespace ToolTime.Telemetry;

/// <summary>How many devices did tasks with something, how these went and what they cost.</summary>
public sealed record TelemetryCostUse : TelemetryTaskUse
{
    /// <summary>US dollars, by task.</summary>
    [JsonPropertyOrder(1)]
    public TelemetryQuantiles CostUsd { get; init; } = new();
}

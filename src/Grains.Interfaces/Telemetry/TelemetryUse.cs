using System.Text.Json.Serialization;

namespace ToolTime.Telemetry;

/// <summary>How many devices have something.</summary>
public record TelemetryUse
{
    /// <summary>What it is; <c>other</c> for all that is not listed.</summary>
    [JsonPropertyOrder(-3)]
    public required string Name { get; init; }

    /// <summary>Distinct devices, exactly.</summary>
    [JsonPropertyOrder(-2)]
    public required long Devices { get; init; }

    /// <summary>Their share of the period's devices.</summary>
    [JsonPropertyOrder(-1)]
    public required double Adoption { get; init; }
}

/// <summary>How many devices have something, and how tasks went with it.</summary>
public record TelemetryTaskUse : TelemetryUse
{
    /// <summary>Tasks that succeeded, of those whose end is known.</summary>
    public double? SuccessRate { get; init; }
}

/// <summary>How many devices did tasks with something, how these went and what they cost.</summary>
public sealed record TelemetryCostUse : TelemetryTaskUse
{
    /// <summary>US dollars, by task.</summary>
    [JsonPropertyOrder(1)]
    public TelemetryQuantiles CostUsd { get; init; } = new();
}

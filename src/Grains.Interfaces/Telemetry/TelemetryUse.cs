using System.Text.Json.Serialization;

namespace ToolTime.Telemetry;

/// <summary>How many devices have something: a version, a system, a model.</summary>
public record TelemetryUse
{
    /// <summary>Its name; <c>other</c> for everything that is not listed.</summary>
    [JsonPropertyOrder(-3)]
    public required string Name { get; init; }

    /// <summary>Distinct devices, an exact count.</summary>
    [JsonPropertyOrder(-2)]
    public required long Devices { get; init; }

    /// <summary>Their share of the period's devices, 0 to 1.</summary>
    [JsonPropertyOrder(-1)]
    public required double Adoption { get; init; }
}

/// <summary>How many devices have something, and how tasks on them ended.</summary>
public record TelemetryTaskUse : TelemetryUse
{
    /// <summary>The share of tasks with a known outcome that succeeded, 0 to 1.</summary>
    public double? SuccessRate { get; init; }
}

/// <summary>How many devices did tasks with something, how these ended and what they cost.</summary>
public sealed record TelemetryCostUse : TelemetryTaskUse
{
    /// <summary>The cost per task, in US dollars.</summary>
    [JsonPropertyOrder(1)]
    public TelemetryQuantiles CostUsd { get; init; } = new();
}

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

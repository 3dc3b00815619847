using System.Text.Json.Serialization;

namespace ToolTime.Telemetry;

/// <summary>What figures of telemetry cover.</summary>
public sealed record TelemetryWindow
{
    /// <summary>The version of the rules under which figures are computed now.</summary>
    public const int CurrentRules = 1;

    /// <summary><c>day</c>, <c>week</c> or <c>4w</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A day, a week, or the first of four.</summary>
    public required string Period { get; init; }

    /// <summary>The first UTC day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last UTC day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Whether the period is over and its figures never change.</summary>
    public required bool Final { get; init; }

    /// <summary>When it was computed, UTC, to the second; null where it was not yet.</summary>
    public required DateTimeOffset? ComputedAt { get; init; }

    /// <summary>Distinct devices behind every figure, at least.</summary>
    public required int MinimumDevices { get; init; }

    /// <summary>The version of the rules.</summary>
    public required int RulesVersion { get; init; }

    /// <summary>True where the clock, and so the figures, are made up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Simulated { get; init; }
}

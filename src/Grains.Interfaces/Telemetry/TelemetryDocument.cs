using System.Text.Json.Serialization;

namespace ToolTime.Telemetry;

/// <summary>
/// The published figures of one app and period; null means too few or not measured. Sums appear only for a day and the app as a whole;
/// lists and longer periods have only device counts, rates and quantiles, which do not add up.
/// </summary>
public sealed record TelemetryDocument
{
    /// <summary>The app.</summary>
    public required string App { get; init; }

    /// <summary>What the figures cover.</summary>
    public required TelemetryWindow Window { get; init; }

    /// <summary>Devices that were started or did a task.</summary>
    public long? Devices { get; init; }

    /// <summary>Startups; only for a day.</summary>
    public long? Startups { get; init; }

    /// <summary>How many tasks there were and how they ended.</summary>
    public required TelemetryTasks Tasks { get; init; }

    /// <summary>How often shared items were opened or downloaded.</summary>
    public required TelemetryShares Shares { get; init; }

    /// <summary>The app's versions.</summary>
    public required IReadOnlyList<TelemetryTaskUse> Versions { get; init; }

    /// <summary>Operating systems.</summary>
    public required IReadOnlyList<TelemetryUse> Systems { get; init; }

    /// <summary>Versions of the runtime.</summary>
    public required IReadOnlyList<TelemetryUse> Runtimes { get; init; }

    /// <summary>Brands that the operator lists.</summary>
    public required IReadOnlyList<TelemetryTaskUse> Brands { get; init; }

    /// <summary>Kinds of containers.</summary>
    public required IReadOnlyList<TelemetryTaskUse> Containers { get; init; }

    /// <summary>What started the app.</summary>
    public required IReadOnlyList<TelemetryUse> LaunchSources { get; init; }

    /// <summary>Providers that serve the models.</summary>
    public required IReadOnlyList<TelemetryCostUse> Providers { get; init; }

    /// <summary>Models.</summary>
    public required IReadOnlyList<TelemetryCostUse> Models { get; init; }

    /// <summary>How the costs were determined.</summary>
    public required IReadOnlyList<TelemetryCostUse> CostSources { get; init; }

    /// <summary>Classes of errors.</summary>
    public required IReadOnlyList<TelemetryUse> ErrorKinds { get; init; }

    /// <summary>This period and earlier ones, oldest first; for charts.</summary>
    public IReadOnlyList<TelemetryPoint> Series { get; init; } = [];
}

/// <summary>What telemetry figures cover.</summary>
public sealed record TelemetryWindow
{
    /// <summary>The version of the rules now in force.</summary>
    public const int CurrentRules = 1;

    /// <summary><c>day</c>, <c>week</c> or <c>4w</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A day, a week, or the first of four weeks.</summary>
    public required string Period { get; init; }

    /// <summary>The first UTC day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last UTC day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Whether the period is over and its figures never change.</summary>
    public required bool Final { get; init; }

    /// <summary>When it was computed, UTC, to the second; null if not yet.</summary>
    public required DateTimeOffset? ComputedAt { get; init; }

    /// <summary>The minimum number of distinct devices behind every figure.</summary>
    public required int MinimumDevices { get; init; }

    /// <summary>The version of the rules.</summary>
    public required int RulesVersion { get; init; }

    /// <summary>True if the clock, and so the figures, are made up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Simulated { get; init; }
}

/// <summary>How shared items were used. Sums are only for a day.</summary>
public sealed record TelemetryShares
{
    /// <summary>How often a shared item was opened.</summary>
    public long? Opened { get; init; }

    /// <summary>How often a shared item was downloaded.</summary>
    public long? Downloaded { get; init; }

    /// <summary>Devices that opened a shared item.</summary>
    public long? OpenedDevices { get; init; }

    /// <summary>Devices that downloaded a shared item.</summary>
    public long? DownloadedDevices { get; init; }
}

/// <summary>One period in a series.</summary>
public sealed record TelemetryPoint
{
    /// <summary>A day, a week, or the first of four weeks.</summary>
    public required string Period { get; init; }

    /// <summary>Devices.</summary>
    public long? Devices { get; init; }

    /// <summary>Startups; only for a day.</summary>
    public long? Startups { get; init; }

    /// <summary>Tasks; only for a day.</summary>
    public long? Tasks { get; init; }

    /// <summary>The share of tasks with a known outcome that succeeded, 0 to 1.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>The versions with the most devices.</summary>
    public IReadOnlyList<TelemetryVersionPoint> Versions { get; init; } = [];
}

/// <summary>How many devices had a version in one period.</summary>
/// <param name="Name">The version.</param>
/// <param name="Devices">Distinct devices, an exact count.</param>
public sealed record TelemetryVersionPoint(string Name, long Devices);

/// <summary>The JSON of published telemetry.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TelemetryDocument))]
public sealed partial class TelemetryJson : JsonSerializerContext;

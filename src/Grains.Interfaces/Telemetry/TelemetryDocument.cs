using System.Text.Json.Serialization;

namespace ToolTime.Telemetry;

/// <summary>
/// What is published of one app and period; null is "too few" or "not measured". Sums stand only in a day's, of the app as a whole; lists and
/// longer periods have devices, rates and quantiles, which do not add up.
/// </summary>
public sealed record TelemetryDocument
{
    /// <summary>The app.</summary>
    public required string App { get; init; }

    /// <summary>What the figures cover.</summary>
    public required TelemetryWindow Window { get; init; }

    /// <summary>Devices that were started or did a task.</summary>
    public long? Devices { get; init; }

    /// <summary>Startups; of a day only.</summary>
    public long? Startups { get; init; }

    /// <summary>How tasks went.</summary>
    public required TelemetryTasks Tasks { get; init; }

    /// <summary>What was shared.</summary>
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

    /// <summary>Who serves the models.</summary>
    public required IReadOnlyList<TelemetryCostUse> Providers { get; init; }

    /// <summary>Models.</summary>
    public required IReadOnlyList<TelemetryCostUse> Models { get; init; }

    /// <summary>How costs are known.</summary>
    public required IReadOnlyList<TelemetryCostUse> CostSources { get; init; }

    /// <summary>Classes of errors.</summary>
    public required IReadOnlyList<TelemetryUse> ErrorKinds { get; init; }

    /// <summary>This period and those before it, the oldest first; for charts.</summary>
    public IReadOnlyList<TelemetryPoint> Series { get; init; } = [];
}

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

/// <summary>What became of things that were shared. Sums are of a day only.</summary>
public sealed record TelemetryShares
{
    /// <summary>How often something was opened.</summary>
    public long? Opened { get; init; }

    /// <summary>How often something was downloaded.</summary>
    public long? Downloaded { get; init; }

    /// <summary>Devices on which something was opened.</summary>
    public long? OpenedDevices { get; init; }

    /// <summary>Devices on which something was downloaded.</summary>
    public long? DownloadedDevices { get; init; }
}

/// <summary>One period of a series.</summary>
public sealed record TelemetryPoint
{
    /// <summary>A day, a week, or the first of four.</summary>
    public required string Period { get; init; }

    /// <summary>Devices.</summary>
    public long? Devices { get; init; }

    /// <summary>Startups; of a day only.</summary>
    public long? Startups { get; init; }

    /// <summary>Tasks; of a day only.</summary>
    public long? Tasks { get; init; }

    /// <summary>Tasks that succeeded, of those whose end is known.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>The app's versions with most devices.</summary>
    public IReadOnlyList<TelemetryVersionPoint> Versions { get; init; } = [];
}

/// <summary>How many devices had a version in one period of a series.</summary>
/// <param name="Name">The version.</param>
/// <param name="Devices">Distinct devices, exactly.</param>
public sealed record TelemetryVersionPoint(string Name, long Devices);

/// <summary>The JSON of published telemetry.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TelemetryDocument))]
public sealed partial class TelemetryJson : JsonSerializerContext;

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

namespace ToolTime.Maintenance;

/// <summary>What one step of maintenance did.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep")]
public abstract record MaintenanceStep
{
    private MaintenanceStep()
    {
    }

    /// <summary>A round is over: what was due when each task had its turn is done, but for what deletions overtook.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.Idle")]
    public sealed record Idle : MaintenanceStep;

    /// <summary>A day was rolled up.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.RolledUp")]
    public sealed record RolledUp : MaintenanceStep
    {
        /// <summary>The day.</summary>
        [Id(0)] public required DateOnly Day { get; init; }
    }

    /// <summary>A week, or four, was published.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.Published")]
    public sealed record Published : MaintenanceStep
    {
        /// <summary>A week, written <c>2026-W47</c>, or four by the first of them, written <c>4w:2026-W45</c>.</summary>
        [Id(0)] public required string Window { get; init; }
    }

    /// <summary>The newest seven days were published.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.PublishedSevenDays")]
    public sealed record PublishedSevenDays : MaintenanceStep
    {
        /// <summary>The UTC day on which they were.</summary>
        [Id(0)] public required DateOnly Day { get; init; }
    }

    /// <summary>A day's rows were purged, and the day sealed.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.Purged")]
    public sealed record Purged : MaintenanceStep
    {
        /// <summary>The day.</summary>
        [Id(0)] public required DateOnly Day { get; init; }
    }

    /// <summary>Telemetry was published.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.PublishedTelemetry")]
    public sealed record PublishedTelemetry : MaintenanceStep
    {
        /// <summary>
        /// An app and a period that is over, such as <c>cli/week:2026-W47</c>, or an app alone for those that are running.
        /// </summary>
        [Id(0)] public required string Window { get; init; }
    }

    /// <summary>An app's rows of a day were purged.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.PurgedTelemetry")]
    public sealed record PurgedTelemetry : MaintenanceStep
    {
        /// <summary>The app and the day, such as <c>cli/2026-11-28</c>.</summary>
        [Id(0)] public required string Day { get; init; }
    }

    /// <summary>Storage could not answer; what is due stays due.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.Unavailable")]
    public sealed record Unavailable : MaintenanceStep;
}

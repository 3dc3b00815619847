namespace ToolTime.Maintenance;

/// <summary>What one step of maintenance did.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep")]
public abstract record MaintenanceStep
{
    private MaintenanceStep()
    {
    }

    /// <summary>A round is over: each task did what was due at its turn, except what deletions interrupted.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.Idle")]
    public sealed record Idle : MaintenanceStep;

    /// <summary>A day was rolled up.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.RolledUp")]
    public sealed record RolledUp : MaintenanceStep
    {
        /// <summary>The day.</summary>
        [Id(0)] public required DateOnly Day { get; init; }
    }

    /// <summary>A week or four-week window was published.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.Published")]
    public sealed record Published : MaintenanceStep
    {
        /// <summary>A week, written <c>2026-W47</c>, or a four-week window by its first week, written <c>4w:2026-W45</c>.</summary>
        [Id(0)] public required string Window { get; init; }
    }

    /// <summary>The newest seven days were published.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.PublishedSevenDays")]
    public sealed record PublishedSevenDays : MaintenanceStep
    {
        /// <summary>The UTC day of publication.</summary>
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
        /// <summary>An app and a period that is over, such as <c>cli/week:2026-W47</c>, or just the app for its running periods.</summary>
        [Id(0)] public required string Window { get; init; }
    }

    /// <summary>A day's rows of an app were purged.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.PurgedTelemetry")]
    public sealed record PurgedTelemetry : MaintenanceStep
    {
        /// <summary>The app and the day, such as <c>cli/2026-11-28</c>.</summary>
        [Id(0)] public required string Day { get; init; }
    }

    /// <summary>A task failed; the log has the reason, and the work stays due.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.MaintenanceStep.Unavailable")]
    public sealed record Failed : MaintenanceStep;
}

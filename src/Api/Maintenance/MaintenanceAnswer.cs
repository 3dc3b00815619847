using System.Text.Json.Serialization;
using ToolTime.Maintenance;

namespace ToolTime.Api.Maintenance;

/// <summary>What maintenance did.</summary>
/// <param name="RolledUp">The days that were rolled up.</param>
/// <param name="Published">The ISO weeks and four-week windows that were published; the latter such as <c>4w:2026-W45</c>.</param>
/// <param name="SevenDays">The day on which the newest seven days were published; empty if they were not due.</param>
/// <param name="Purged">The days whose rows were purged.</param>
/// <param name="Telemetry">The telemetry that was published: an app and a period that is over, or just an app for its running
/// periods.</param>
/// <param name="TelemetryPurged">The days whose telemetry rows were purged, each after its app.</param>
internal sealed record MaintenanceAnswer(
    IReadOnlyList<DateOnly> RolledUp,
    IReadOnlyList<string> Published,
    IReadOnlyList<DateOnly> SevenDays,
    IReadOnlyList<DateOnly> Purged,
    IReadOnlyList<string> Telemetry,
    IReadOnlyList<string> TelemetryPurged
)
{
    /// <summary>Sorts the steps that were taken by kind.</summary>
    public static MaintenanceAnswer From(IReadOnlyCollection<MaintenanceStep> steps) => new(
        [.. steps.OfType<MaintenanceStep.RolledUp>().Select(step => step.Day)],
        [.. steps.OfType<MaintenanceStep.Published>().Select(step => step.Window)],
        [.. steps.OfType<MaintenanceStep.PublishedSevenDays>().Select(step => step.Day)],
        [.. steps.OfType<MaintenanceStep.Purged>().Select(step => step.Day)],
        [.. steps.OfType<MaintenanceStep.PublishedTelemetry>().Select(step => step.Window)],
        [.. steps.OfType<MaintenanceStep.PurgedTelemetry>().Select(step => step.Day)]
    );
}

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MaintenanceAnswer))]
internal sealed partial class MaintenanceJson : JsonSerializerContext;

using System.Text.Json.Serialization;
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
);

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MaintenanceAnswer))]
internal sealed partial class MaintenanceJson : JsonSerializerContext;

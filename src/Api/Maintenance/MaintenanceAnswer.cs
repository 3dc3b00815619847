using System.Text.Json.Serialization;
namespace ToolTime.Api.Maintenance;

/// <summary>What maintenance did.</summary>
/// <param name="RolledUp">The days that were rolled up.</param>
/// <param name="Published">The ISO weeks that were published, and fours of them, such as <c>4w:2026-W45</c>.</param>
/// <param name="SevenDays">The day on which the newest seven were published; empty where they were not due.</param>
/// <param name="Purged">The days whose rows were purged.</param>
/// <param name="Telemetry">What was published of telemetry: an app and a period that is over, or an app alone for its running ones.</param>
/// <param name="TelemetryPurged">The days whose rows of telemetry were purged, each after its app.</param>
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

namespace ToolTime.Api.Maintenance;

/// <summary>What maintenance did.</summary>
/// <param name="RolledUp">The days that were rolled up.</param>
/// <param name="Published">The ISO weeks that were published.</param>
/// <param name="SevenDays">The last day of the seven that were published; empty where none were.</param>
/// <param name="Purged">The days whose rows were purged.</param>
internal sealed record MaintenanceAnswer(IReadOnlyList<DateOnly> RolledUp, IReadOnlyList<string> Published, IReadOnlyList<DateOnly> SevenDays, IReadOnlyList<DateOnly> Purged);

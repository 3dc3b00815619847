namespace ToolTime.Api.Maintenance;

/// <summary>What maintenance did.</summary>
/// <param name="RolledUp">The days that were rolled up.</param>
/// <param name="Published">The ISO weeks that were published.</param>
internal sealed record MaintenanceAnswer(IReadOnlyList<DateOnly> RolledUp, IReadOnlyList<string> Published);

namespace ToolTime.Storage.Backup;

/// <summary>What a restore did.</summary>
/// <param name="TakenAt">When the backup was taken.</param>
/// <param name="Rows">How many rows the backup holds.</param>
/// <param name="Stored">How many of them were taken up; the others were here already, deleted, or past their time.</param>
public sealed record RestoreReport(DateTimeOffset TakenAt, long Rows, long Stored);

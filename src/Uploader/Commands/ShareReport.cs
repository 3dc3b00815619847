namespace ToolTime.Uploader.Commands;

/// <summary>What `tooltime share now --json` prints.</summary>
/// <param name="DryRun">Whether nothing was sent.</param>
/// <param name="Server">Where the reports went, or would.</param>
/// <param name="Reports">The reports, in the order they were sent.</param>
internal sealed record ShareReport(bool DryRun, string Server, IReadOnlyList<SentReport> Reports);

/// <summary>A report that was sent, or would be.</summary>
/// <param name="Client">The agent whose calls it counts.</param>
/// <param name="Days">Its days, UTC.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Outcome">What became of it; null in a dry run.</param>
internal sealed record SentReport(string Client, IReadOnlyList<DateOnly> Days, int Bytes, string? Outcome);

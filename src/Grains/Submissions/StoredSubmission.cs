using System.Collections.Immutable;

namespace ToolTime.Grains.Submissions;

/// <summary>What storage decided on a submission.</summary>
/// <param name="OverQuota">Something was new, but the day's limit is reached; nothing was kept.</param>
/// <param name="Rows">The fate of each row, in the order in which they were given.</param>
public sealed record StoredSubmission(bool OverQuota, ImmutableArray<StoredRow> Rows);

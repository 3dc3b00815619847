using ToolTime.Submissions;

namespace ToolTime.Grains.Storage;

/// <summary>All rows of one submitter in a window.</summary>
/// <param name="Submitter">Who submitted them.</param>
/// <param name="Rows">The rows, in no particular order.</param>
public sealed record SubmitterRows(SubmitterId Submitter, IReadOnlyList<StoredRow> Rows);

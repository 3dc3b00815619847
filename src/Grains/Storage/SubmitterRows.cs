using ToolTime.Submissions;

namespace ToolTime.Grains.Storage;

/// <summary>All rows of one submitter in a day or week.</summary>
/// <param name="Submitter">Who submitted them.</param>
/// <param name="Rows">The rows, in no particular order.</param>
public sealed record SubmitterRows(SubmitterId Submitter, IReadOnlyList<KeptRow> Rows)
{
    /// <summary>
    /// When the submitter's reports came, cut to the hour: the first of each UTC day, those in quarantine left out. Only the rows of a week or of seven days have them.
    /// </summary>
    public IReadOnlyList<DateTimeOffset> ReceivedHours { get; init; } = [];
}

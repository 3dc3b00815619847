using System.Collections.Immutable;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Submissions;

namespace ToolTime.Grains.Submissions;

/// <summary>Turns a submission into rows, leaving out names beyond the limit.</summary>
internal static class SubmissionRows
{
    public static ImmutableArray<NewRow> From(Submission submission) => submission switch
    {
        DayCellSubmission cells => ImmutableArray.CreateRange<DayCell, NewRow>(cells.Days, RowOf),
        SnapshotSubmission snapshot => [RowOf(snapshot)],
        _ => throw new ArgumentOutOfRangeException(nameof(submission)),
    };

    private static NewRow.Cell RowOf(DayCell cell) =>
        NewRow.Cell.From(cell.Day, cell.Revision, CanonicalReport.Encode(Clamping.CutNames(cell.Report), totalEvents: null));

    private static NewRow.Snapshot RowOf(SnapshotSubmission snapshot) =>
        NewRow.Snapshot.From(
            snapshot.GeneratedHour,
            snapshot.TotalEvents,
            CanonicalReport.Encode(Clamping.CutNames(snapshot.Report), snapshot.TotalEvents)
        );
}

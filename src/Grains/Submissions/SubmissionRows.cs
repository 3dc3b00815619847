using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Submissions;

namespace ToolTime.Grains.Submissions;

/// <summary>Turns a submission into rows, leaving out names beyond the limit.</summary>
internal static class SubmissionRows
{
    public static ImmutableArray<NewRow> From(Submission submission) => submission switch
    {
        DayCellSubmission cells => ImmutableArray.CreateRange<DayCell, NewRow>(cells.Days, CellOf),
        SnapshotSubmission snapshot => [SnapshotOf(snapshot)],
        _ => throw new ArgumentOutOfRangeException(nameof(submission)),
    };

    private static NewRow.Cell CellOf(DayCell cell)
    {
        var content = CanonicalReport.Encode(Clamping.CutNames(cell.Report), totalEvents: null);
        return new() { Day = cell.Day, Revision = cell.Revision, Content = Wrap(content), ContentHash = Wrap(SHA256.HashData(content)) };
    }

    private static NewRow.Snapshot SnapshotOf(SnapshotSubmission snapshot)
    {
        var content = CanonicalReport.Encode(Clamping.CutNames(snapshot.Report), snapshot.TotalEvents);
        return new()
        {
            GeneratedHour = snapshot.GeneratedHour,
            TotalEvents = snapshot.TotalEvents,
            Content = Wrap(content),
            ContentHash = Wrap(SHA256.HashData(content)),
        };
    }

    private static ImmutableArray<byte> Wrap(byte[] bytes) => ImmutableCollectionsMarshal.AsImmutableArray(bytes);
}

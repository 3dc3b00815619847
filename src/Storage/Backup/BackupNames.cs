using ToolTime.Grains.Privacy;
using ToolTime.Grains.Submissions;
using ToolTime.Names;

namespace ToolTime.Storage.Backup;

/// <summary>Folds the names in what a backup brings, which may be older than the folding at ingestion, or than a name's being blocked.</summary>
internal static class BackupNames
{
    public static BackupPiece Fold(BackupPiece piece, NameList names) => piece switch
    {
        BackupPiece.Cell cell => cell with { Content = Fold(cell.Content, null, names) },
        BackupPiece.Snapshot snapshot => snapshot with { Content = Fold(snapshot.Content, snapshot.TotalEvents, names) },
        BackupPiece.Day day => day with
        {
            Aggregates = [.. FoldedNames.Of(day.Aggregates.Select(aggregate => aggregate.ToAggregate()), names).Select(BackupAggregate.Of)],
        },
        _ => piece,
    };

    private static string Fold(string content, int? totalEvents, NameList names)
    {
        var report = CanonicalReport.Decode(BackupRows.BytesOf(content));
        var folded = FoldedNames.Of(report, names);
        return ReferenceEquals(report, folded) ? content : BackupRows.TextOf(CanonicalReport.Encode(folded, totalEvents));
    }
}

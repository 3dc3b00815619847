using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;

namespace ToolTime.Storage.Backup;

/// <summary>
/// Normalizes the names in a backup's pieces, which may be older than normalization at ingestion, or than the blocking of a name.
/// </summary>
internal static class BackupNames
{
    public static BackupPiece Normalize(BackupPiece piece, NameList names) =>
        piece switch
        {
            BackupPiece.Cell cell => cell with { Content = Normalize(cell.Content, null, names) },
            BackupPiece.Snapshot snapshot => snapshot with { Content = Normalize(snapshot.Content, snapshot.TotalEvents, names) },
            BackupPiece.Day day => day with
            {
                Aggregates =
                [
                    .. NormalizedNames
                        .Normalize(day.Aggregates.Select(aggregate => aggregate.ToAggregate()), names)
                        .Select(BackupAggregate.From),
                ],
            },
            _ => piece,
        };

    private static string Normalize(string content, int? totalEvents, NameList names)
    {
        var report = CanonicalReport.Decode(BackupRows.BytesOf(content));
        var normalized = NormalizedNames.Normalize(report, names);
        return ReferenceEquals(report, normalized) ? content : BackupRows.TextOf(CanonicalReport.Encode(normalized, totalEvents));
    }
}

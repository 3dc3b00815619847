
namespace ToolTime.Grains.Storage;

/// <summary>What a deletion prevents from coming back.</summary>
public static class Tombstone
{
    /// <summary>How long tombstones live: as long as a raw row may exist in a backup, 90 days and a week.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(97);

    /// <summary>How many days a snapshot covers.</summary>
    public static readonly TimeSpan SnapshotSpan = TimeSpan.FromDays(7);

    /// <summary>Whether a row covers something that was deleted.</summary>
    /// <param name="row">The offered row.</param>
    /// <param name="deletedAt">When its submitter deleted everything.</param>
    public static bool Covers(NewRow row, DateTimeOffset deletedAt) => row switch
    {
        NewRow.Cell cell => cell.Day <= DateOnly.FromDateTime(deletedAt.UtcDateTime),
        NewRow.Snapshot snapshot => snapshot.GeneratedHour < deletedAt + SnapshotSpan,
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };
}

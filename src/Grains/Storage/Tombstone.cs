
namespace ToolTime.Grains.Storage;

/// <summary>What a deletion keeps from coming back.</summary>
public static class Tombstone
{
    /// <summary>How long tombstones live: as long as a raw row may in a backup, 90 days and a week.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(97);

    /// <summary>How far back a snapshot reaches.</summary>
    public static readonly TimeSpan SnapshotSpan = TimeSpan.FromDays(7);

    /// <summary>True where the row covers something that was deleted.</summary>
    /// <param name="row">The row that is offered.</param>
    /// <param name="deletedAt">When its submitter deleted all.</param>
    public static bool Covers(NewRow row, DateTimeOffset deletedAt) => row switch
    {
        NewRow.Cell cell => cell.Day <= DateOnly.FromDateTime(deletedAt.UtcDateTime),
        NewRow.Snapshot snapshot => snapshot.GeneratedHour < deletedAt + SnapshotSpan,
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };
}


using ToolTime.Calendar;
using ToolTime.Submissions;

namespace ToolTime.Grains.Storage;

/// <summary>What a deletion prevents from coming back.</summary>
public static class Tombstone
{
    /// <summary>How long tombstones live: as long as a row may come back.</summary>
    public static readonly TimeSpan Lifetime = RowLifetime.WithBackups;

    /// <summary>How many days a snapshot covers.</summary>
    public static readonly TimeSpan SnapshotSpan = TimeSpan.FromDays(7);

    /// <summary>Whether a row covers something that was deleted.</summary>
    /// <param name="row">The offered row.</param>
    /// <param name="deletedAt">When its submitter deleted everything.</param>
    public static bool Covers(NewRow row, DateTimeOffset deletedAt) => row switch
    {
        NewRow.Cell cell => cell.Day <= deletedAt.UtcDay(),
        NewRow.Snapshot snapshot => snapshot.GeneratedHour < deletedAt + SnapshotSpan,
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };
}

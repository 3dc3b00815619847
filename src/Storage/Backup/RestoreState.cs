using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Submissions;

namespace ToolTime.Storage.Backup;

/// <summary>What a database knows while a backup is merged into it, which decides which of the backup's rows may come back.</summary>
/// <param name="oldestDay">The oldest day whose rows are stored.</param>
internal sealed class RestoreState(DateOnly oldestDay)
{
    private readonly Dictionary<SubmitterId, DateTimeOffset> _deletions = [];
    private readonly HashSet<DateOnly> _sealed = [];
    private DateOnly _purgedThrough = DateOnly.MinValue;

    /// <summary>The submitter of a piece's rows; null if it has none.</summary>
    public static byte[]? SubmitterOf(BackupPiece piece) =>
        piece switch
        {
            BackupPiece.Deletion deletion => deletion.Submitter,
            BackupPiece.Receipt receipt => receipt.Submitter,
            BackupPiece.Cell cell => cell.Submitter,
            BackupPiece.Snapshot snapshot => snapshot.Submitter,
            _ => null,
        };

    /// <summary>Records when a submitter's rows were deleted.</summary>
    public void AddDeletion(byte[] submitter, DateTimeOffset at) => _deletions.TryAdd(SubmitterId.FromBytes(submitter), at);

    /// <summary>Records a day whose rows are purged.</summary>
    public void AddSealed(DateOnly day)
    {
        _sealed.Add(day);
        _purgedThrough = day > _purgedThrough ? day : _purgedThrough;
    }

    /// <summary>Whether an unknown day is merged as sealed: its rows are purged in the backup, or too old here.</summary>
    public bool MaySeal(BackupPiece.Day day) => day.Sealed || day.Date < oldestDay;

    /// <summary>Whether a receipt may come back.</summary>
    public bool MayStore(BackupPiece.Receipt receipt) =>
        receipt.Hour.UtcDay() is var day
        && day >= oldestDay
        && day > _purgedThrough
        && !(DeletedAt(receipt.Submitter) >= receipt.Hour);

    /// <summary>Whether a day cell may come back.</summary>
    public bool MayStore(BackupPiece.Cell cell) =>
        cell.Date >= oldestDay && !_sealed.Contains(cell.Date) && !IsDeleted(cell.Submitter, cell.ToRow());

    /// <summary>Whether a snapshot may come back.</summary>
    public bool MayStore(BackupPiece.Snapshot snapshot)
    {
        var row = snapshot.ToRow();
        return row.Week.FirstDay >= oldestDay && row.Week.FirstDay > _purgedThrough && !IsDeleted(snapshot.Submitter, row);
    }

    private bool IsDeleted(byte[] submitter, NewRow row) => DeletedAt(submitter) is { } deletedAt && Tombstone.Covers(row, deletedAt);

    private DateTimeOffset? DeletedAt(byte[] submitter) =>
        _deletions.TryGetValue(SubmitterId.FromBytes(submitter), out var deletedAt) ? deletedAt : null;
}

namespace ToolTime.Monitor.Watching;

/// <summary>When a collector must look at all files, check the folders and write the index. For one thread at a time.</summary>
/// <param name="time">The clock.</param>
internal sealed class CollectorSchedule(TimeProvider time)
{
    // Writing the index takes a moment and a disk flush: done when nothing more comes, or at the latest after a minute.
    private static readonly TimeSpan SaveWhenQuiet = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SaveAtLatest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAtAllEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(10);

    private long? _unsavedSince;
    private long _changedAt;
    private long _lookedAt;
    private long _checkedAt;

    public bool IsSaveDue => UntilSave == TimeSpan.Zero;

    public bool IsCheckDue => UntilCheck == TimeSpan.Zero;

    private TimeSpan? UntilSave =>
        _unsavedSince is { } since ? Min(Left(_changedAt, SaveWhenQuiet), Left(since, SaveAtLatest)) : null;

    private TimeSpan UntilCheck => Left(_checkedAt, CheckEvery);

    public bool IsLookDue(bool isPolled) => UntilLook(isPolled) == TimeSpan.Zero;

    /// <summary>The time until the next of these is due.</summary>
    public TimeSpan Next(bool isPolled)
    {
        var due = Min(UntilCheck, UntilLook(isPolled));
        return UntilSave is { } save ? Min(due, save) : due;
    }

    /// <summary>Records that something must be saved.</summary>
    public void NoteChange()
    {
        _changedAt = time.GetTimestamp();
        _unsavedSince ??= _changedAt;
    }

    public void NoteSave() => _unsavedSince = null;

    public void NoteLook() => _lookedAt = time.GetTimestamp();

    public void NoteCheck() => _checkedAt = time.GetTimestamp();

    private TimeSpan UntilLook(bool isPolled) => Left(_lookedAt, isPolled ? PollEvery : LookAtAllEvery);

    private TimeSpan Left(long since, TimeSpan span)
    {
        var left = span - time.GetElapsedTime(since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

namespace ToolTime.Monitor.Watching;

/// <summary>
/// Transcripts that could not be read just now, and when to try again: after a second, then each time after twice as long. After some
/// minutes they are left to the look at all files. For one thread at a time.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class ReadRetries(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Last = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, (long Since, TimeSpan Pause)> _paths = new(StringComparer.Ordinal);

    /// <summary>The time until the next is due; null if there is none.</summary>
    public TimeSpan? Due => _paths.Count == 0 ? null : _paths.Values.Min(Left);

    /// <summary>Adds a path that could not be read, unless it is here.</summary>
    public void Add(string path) => _paths.TryAdd(path, (time.GetTimestamp(), First));

    /// <summary>Removes a path that was read.</summary>
    public void Remove(string path) => _paths.Remove(path);

    /// <summary>The paths to try now; each is due again later.</summary>
    public List<string> TakeDue()
    {
        List<string> due = [.. _paths.Where(path => Left(path.Value) == TimeSpan.Zero).Select(path => path.Key)];
        foreach (var path in due)
        {
            var pause = _paths[path].Pause * 2;
            if (pause > Last)
            {
                _paths.Remove(path);
            }
            else
            {
                _paths[path] = (time.GetTimestamp(), pause);
            }
        }

        return due;
    }

    private TimeSpan Left((long Since, TimeSpan Pause) retry)
    {
        var left = retry.Pause - time.GetElapsedTime(retry.Since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}

namespace ToolTime.Monitor.Web;

/// <summary>Remembers for a minute what takes long to read, however many ask. One reads at a time.</summary>
/// <param name="time">The clock by which a minute goes.</param>
internal sealed class MinuteCache<TKey, T>(TimeProvider time) : IDisposable
    where TKey : notnull
{
    // As many as pages ask for; each may hold everything.
    private const int MostRead = 4;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _reading = new(1);
    private readonly Dictionary<TKey, (long At, int Version, T Value)> _read = [];
    private int _version;

    public async Task<T> ReadAsync(TKey key, Func<T> read, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var version = Volatile.Read(ref _version);
            if (_read.TryGetValue(key, out var known) && known.Version == version && time.GetElapsedTime(known.At) < Fresh)
            {
                return known.Value;
            }

            var value = await Task.Run(read, cancellationToken);
            if (_read.Count == MostRead && !_read.ContainsKey(key))
            {
                _read.Remove(_read.MinBy(one => one.Value.At).Key);
            }

            _read[key] = (time.GetTimestamp(), version, value);
            return value;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Something has changed, so that all is read again. May be called by any thread.</summary>
    public void Invalidate() => Interlocked.Increment(ref _version);

    public void Dispose() => _reading.Dispose();
}

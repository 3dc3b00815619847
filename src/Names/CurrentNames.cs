namespace ToolTime.Names;

/// <summary>
/// The current list: what ships, with the changes of an operator's file. The file is checked at most once a second; an unreadable or
/// invalid one changes nothing, and <c>refused</c> receives the reason once. Thread-safe.
/// </summary>
public sealed class CurrentNames
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly string? _path;
    private readonly TimeProvider _clock;
    private readonly Action<string>? _refused;
    private readonly Lock _lock = new();
    private volatile NameList _list = NameList.Shipped;
    private long _lookedAt;
    private (DateTime WrittenAt, long Length) _seen;
    private string? _refusal;

    /// <summary>The list with the changes of a file.</summary>
    /// <param name="path">The file, which need not exist yet; null for the list as shipped.</param>
    /// <param name="clock">The system's clock.</param>
    /// <param name="refused">Receives why a later change of the file is not in force.</param>
    /// <exception cref="FormatException">The file is not valid.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public CurrentNames(string? path, TimeProvider clock, Action<string>? refused = null)
    {
        (_path, _clock, _refused) = (path, clock, refused);
        Read();
        _lookedAt = clock.GetTimestamp();
    }

    /// <summary>The list to use now.</summary>
    public NameList List
    {
        get
        {
            if (_path is not null && _clock.GetElapsedTime(Interlocked.Read(ref _lookedAt)) >= Fresh)
            {
                LookAgain();
            }

            return _list;
        }
    }

    private void LookAgain()
    {
        lock (_lock)
        {
            Interlocked.Exchange(ref _lookedAt, _clock.GetTimestamp());
            try
            {
                Read();
                _refusal = null;
            }
            catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
            {
                if (exception.Message != _refusal)
                {
                    _refused?.Invoke(_refusal = exception.Message);
                }
            }
        }
    }

    private void Read()
    {
        if (_path is null)
        {
            return;
        }

        var file = new FileInfo(_path);
        var state = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        if (state == _seen)
        {
            return;
        }

        _list = NameList.Shipped.With(file.Exists ? OperatorNames.Parse(File.ReadAllText(_path)) : OperatorNames.None);
        _seen = state;
    }
}

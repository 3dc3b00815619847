namespace ToolTime.Names;

/// <summary>
/// The current list: what ships, with the changes of an operator's file. The file is checked at most once a second; a missing, unreadable
/// or invalid one changes nothing, so that no block is lifted by accident, and <c>refused</c> receives the reason once. Thread-safe.
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
    /// <param name="refused">Receives why the file, or a later change of it, is not in force.</param>
    /// <exception cref="FormatException">The file is not valid.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public CurrentNames(string? path, TimeProvider clock, Action<string>? refused = null)
    {
        (_path, _clock, _refused) = (path, clock, refused);
        try
        {
            Read();
        }
        catch (FileNotFoundException exception)
        {
            Refuse(exception.Message);
        }

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
                Refuse(exception.Message);
            }
        }
    }

    private void Refuse(string reason)
    {
        if (reason != _refusal)
        {
            _refused?.Invoke(_refusal = reason);
        }
    }

    private void Read()
    {
        if (_path is null)
        {
            return;
        }

        var file = new FileInfo(_path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"{_path} does not exist.");
        }

        var state = (file.LastWriteTimeUtc, file.Length);
        if (state == _seen)
        {
            return;
        }

        _list = NameList.Shipped.With(Parse(File.ReadAllText(_path)));
        _seen = state;
    }

    private OperatorNames Parse(string text)
    {
        try
        {
            return OperatorNames.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{_path}: {exception.Message}", exception);
        }
    }
}

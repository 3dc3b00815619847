using Microsoft.Extensions.Logging;

namespace ToolTime.Storage;

/// <summary>
/// Rows that are not what was stored. Each is skipped, so that one of them stops nothing, logged once and counted, so that what is computed
/// without it is never so in silence. Safe from any thread.
/// </summary>
internal sealed partial class DamagedRows(ILogger logger)
{
    /// <summary>Rows that are published apart, some hundred kilobytes; the disk that damaged more is known to be broken.</summary>
    private const int Capacity = 1_000;

    private readonly Lock _lock = new();
    private readonly HashSet<(string Table, string Key)> _known = [];

    /// <summary>How many were met since the start.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _known.Count;
            }
        }
    }

    /// <summary>Reads a row; null where it is damaged.</summary>
    /// <param name="table">Its table, for the log.</param>
    /// <param name="key">What identifies it there; it stays in memory.</param>
    /// <param name="read">Reads it, or throws what readers and decoders throw at values that cannot be.</param>
    public T? Read<T>(string table, string key, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception exception)
            when (exception is InvalidDataException or InvalidCastException or FormatException or OverflowException or ArgumentException)
        {
            Note(table, key);
            return null;
        }
    }

    /// <summary>Notes a row that was read and is damaged.</summary>
    public void Note(string table, string key)
    {
        if (IsNews(table, key))
        {
            LogDamaged(table);
        }
    }

    private bool IsNews(string table, string key)
    {
        lock (_lock)
        {
            return _known.Count < Capacity && _known.Add((table, key));
        }
    }

    [LoggerMessage(
        2002,
        LogLevel.Error,
        "A stored row of {Table} is damaged and is left out of what is computed. Restore the newest backup."
    )]
    private partial void LogDamaged(string table);
}

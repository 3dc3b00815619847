using Microsoft.Extensions.Logging;

namespace ToolTime.Storage;

/// <summary>
/// Rows that differ from what was stored. Each is skipped, so that it stops nothing else, and is logged once and counted, so that computing
/// without it never goes unnoticed. Thread-safe.
/// </summary>
internal sealed partial class DamagedRows(ILogger logger)
{
    /// <summary>
    /// The maximum number of rows logged individually, some hundred kilobytes; a disk that damaged more is known to be broken.
    /// </summary>
    private const int Capacity = 1_000;

    private readonly Lock _lock = new();
    private readonly HashSet<(string Table, string Key)> _known = [];

    /// <summary>The number of damaged rows seen since the start.</summary>
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

    /// <summary>Reads a row; null if it is damaged.</summary>
    /// <param name="table">Its table, for the log.</param>
    /// <param name="key">The row's key within the table; it stays in memory.</param>
    /// <param name="read">Reads the row, or throws what readers and decoders throw for impossible values.</param>
    public T? Read<T>(string table, string key, Func<T> read)
        where T : class
    {
        T? row = null;
        Try(table, key, () => row = read());
        return row;
    }

    /// <summary>Does something with a row, unless it is damaged; see <see cref="Read"/>.</summary>
    public void Try(string table, string key, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception)
            when (exception is InvalidDataException or InvalidCastException or FormatException or OverflowException or ArgumentException)
        {
            Note(table, key);
        }
    }

    /// <summary>Records a row that is damaged.</summary>
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
        "A stored row of {Table} is damaged and is ignored. Restore the newest backup."
    )]
    private partial void LogDamaged(string table);
}

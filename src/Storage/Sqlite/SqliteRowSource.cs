using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>Rows of one day or one week, ordered by submitter, one ahead.</summary>
internal sealed class SqliteRowSource : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteDataReader _reader;
    private readonly Func<SqliteDataReader, KeptRow> _read;

    private SqliteRowSource(SqliteCommand command, Func<SqliteDataReader, KeptRow> read)
    {
        _command = command;
        _reader = command.ExecuteReader();
        _read = read;
        Advance();
    }

    /// <summary>Whose row comes next; null at the end.</summary>
    public byte[]? Submitter { get; private set; }

    public static SqliteRowSource OfCells(SqliteConnection connection, DateOnly day) => new(
        connection.Command("SELECT submitter, client, content FROM cells WHERE day = $day ORDER BY submitter", ("$day", SqliteValues.Of(day))),
        reader => new KeptRow.Cell
        {
            Client = (AgentClient)reader.GetInt32(1),
            Day = day,
            Report = CanonicalReport.Decode(reader.GetFieldValue<byte[]>(2)),
        });

    public static SqliteRowSource OfSnapshots(SqliteConnection connection, IsoWeek week) => new(
        connection.Command(
            "SELECT submitter, client, content, generated_hour, total_events, content_hash FROM snapshots WHERE week = $week ORDER BY submitter",
            ("$week", SqliteValues.Of(week))),
        reader => new KeptRow.Snapshot
        {
            Client = (AgentClient)reader.GetInt32(1),
            Report = CanonicalReport.Decode(reader.GetFieldValue<byte[]>(2)),
            GeneratedHour = DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(3)),
            TotalEvents = reader.GetInt32(4),
            ContentHash = Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(5)),
        });

    /// <summary>Takes the row that comes next.</summary>
    public KeptRow Take()
    {
        var row = _read(_reader);
        Advance();
        return row;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _command.Dispose();
    }

    private void Advance() => Submitter = _reader.Read() ? _reader.GetFieldValue<byte[]>(0) : null;
}

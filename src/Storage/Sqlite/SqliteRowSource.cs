using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>Rows of one table, read one ahead; those of a day or week are ordered by submitter.</summary>
internal sealed class SqliteRowSource : IDisposable
{
    private const string NotInQuarantine = "receipt NOT IN (SELECT sequence FROM receipts WHERE quarantined = 1)";

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

    /// <summary>The cells of a day that are not in quarantine.</summary>
    public static SqliteRowSource OfCells(SqliteConnection connection, DateOnly day) => Cells(
        connection, $"WHERE day = $key AND {NotInQuarantine} ORDER BY submitter", SqliteValues.Of(day));

    /// <summary>The snapshots of a week that are not in quarantine.</summary>
    public static SqliteRowSource OfSnapshots(SqliteConnection connection, IsoWeek week) => Snapshots(
        connection, $"WHERE week = $key AND {NotInQuarantine} ORDER BY submitter", SqliteValues.Of(week));

    /// <summary>The cells that a submission brought, in quarantine or not.</summary>
    public static SqliteRowSource OfReceiptsCells(SqliteConnection connection, long receipt) => Cells(connection, "WHERE receipt = $key", receipt);

    /// <summary>The snapshots that a submission brought, in quarantine or not.</summary>
    public static SqliteRowSource OfReceiptsSnapshots(SqliteConnection connection, long receipt) => Snapshots(connection, "WHERE receipt = $key", receipt);

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

    private static SqliteRowSource Cells(SqliteConnection connection, string which, long key) => new(
        connection.Command($"SELECT submitter, client, content, day FROM cells {which}", ("$key", key)),
        reader => new KeptRow.Cell
        {
            Client = (AgentClient)reader.GetInt32(1),
            Report = CanonicalReport.Decode(reader.GetFieldValue<byte[]>(2)),
            Day = SqliteValues.ToDay(reader.GetInt64(3)),
        });

    private static SqliteRowSource Snapshots(SqliteConnection connection, string which, long key) => new(
        connection.Command($"SELECT submitter, client, content, generated_hour, total_events, content_hash FROM snapshots {which}", ("$key", key)),
        reader => new KeptRow.Snapshot
        {
            Client = (AgentClient)reader.GetInt32(1),
            Report = CanonicalReport.Decode(reader.GetFieldValue<byte[]>(2)),
            GeneratedHour = DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(3)),
            TotalEvents = reader.GetInt32(4),
            ContentHash = Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(5)),
        });

    private void Advance() => Submitter = _reader.Read() ? _reader.GetFieldValue<byte[]>(0) : null;
}

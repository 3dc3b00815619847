using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.Sqlite;

/// <summary>One table's rows without damaged ones, reading one row ahead; those of a day or week are ordered by submitter.</summary>
internal sealed class SqliteRowSource : IDisposable
{
    private const string NotInQuarantine = "receipt NOT IN (SELECT sequence FROM receipts WHERE quarantined = 1)";

    private readonly SqliteCommand _command;
    private readonly SqliteDataReader _reader;
    private readonly DamagedRows _damaged;
    private readonly string _table;
    private readonly Func<SqliteDataReader, StoredRow> _read;
    private StoredRow? _next;

    private SqliteRowSource(SqliteCommand command, DamagedRows damaged, string table, Func<SqliteDataReader, StoredRow> read)
    {
        (_command, _damaged, _table, _read) = (command, damaged, table, read);
        _reader = command.ExecuteReader();
        Advance();
    }

    /// <summary>The next row's submitter; null at the end.</summary>
    public byte[]? Submitter { get; private set; }

    /// <summary>A day's cells of some submitters that are not quarantined.</summary>
    public static SqliteRowSource OfCells(SqliteConnection connection, DamagedRows damaged, DateOnly day, SubmitterRange submitters) =>
        Cells(
            connection,
            damaged,
            $"WHERE day = $key{Within(submitters)} AND {NotInQuarantine} ORDER BY submitter",
            SqliteValues.From(day)
        );

    /// <summary>The snapshots of some submitters, made on days of one week, that are not quarantined.</summary>
    public static SqliteRowSource OfSnapshots(
        SqliteConnection connection,
        DamagedRows damaged,
        IsoWeek week,
        DateOnly firstDay,
        DateOnly lastDay,
        SubmitterRange submitters
    ) =>
        Snapshots(
            connection,
            damaged,
            $"WHERE week = $key{Within(submitters)} AND generated_hour >= {Seconds(firstDay)} AND generated_hour < {Seconds(lastDay.AddDays(1))} AND {NotInQuarantine} ORDER BY submitter",
            SqliteValues.From(week)
        );

    /// <summary>A submission's cells, quarantined or not.</summary>
    public static SqliteRowSource OfReceiptsCells(SqliteConnection connection, DamagedRows damaged, long receipt) =>
        Cells(connection, damaged, "WHERE receipt = $key", receipt);

    /// <summary>A submission's snapshots, quarantined or not.</summary>
    public static SqliteRowSource OfReceiptsSnapshots(SqliteConnection connection, DamagedRows damaged, long receipt) =>
        Snapshots(connection, damaged, "WHERE receipt = $key", receipt);

    /// <summary>Returns the next row and reads the one after it.</summary>
    public StoredRow Take()
    {
        var row = _next!;
        Advance();
        return row;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _command.Dispose();
    }

    private static SqliteRowSource Cells(SqliteConnection connection, DamagedRows damaged, string which, long key) =>
        new(
            connection.Command($"SELECT submitter, sequence, client, content, content_hash, day FROM cells {which}", ("$key", key)),
            damaged,
            "cells",
            CellOf
        );

    private static StoredRow.Cell CellOf(SqliteDataReader reader) => new()
    {
        Client = StoredContent.ClientOf(reader.GetInt32(2)),
        Report = StoredContent.Read(Bytes(reader, 3), Bytes(reader, 4)),
        Day = SqliteValues.ToDay(reader.GetInt64(5)),
    };

    private static SqliteRowSource Snapshots(SqliteConnection connection, DamagedRows damaged, string which, long key) => new(
        connection.Command($"SELECT submitter, sequence, client, content, content_hash, generated_hour, total_events FROM snapshots {which}", ("$key", key)),
        damaged,
        "snapshots",
        reader => new StoredRow.Snapshot
        {
            Client = StoredContent.ClientOf(reader.GetInt32(2)),
            Report = StoredContent.Read(Bytes(reader, 3), Bytes(reader, 4)),
            GeneratedHour = DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(5)),
            TotalEvents = reader.GetInt32(6),
            ContentHash = Convert.ToHexStringLower(Bytes(reader, 4)),
        });

    private static string Within(SubmitterRange range) =>
        $"{(range.First == 0 ? "" : $" AND submitter >= x'{range.First:x2}'")}{(range.IsLast ? "" : $" AND submitter < x'{range.EndExclusive:x2}'")}";

    private static long Seconds(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();

    private static byte[] Bytes(SqliteDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    private void Advance()
    {
        (Submitter, _next) = (null, null);
        while (_next is null && _reader.Read())
        {
            _next = _damaged.Read(_table, $"{_reader.GetInt64(1)}", ReadRow);
        }
    }

    private StoredRow ReadRow()
    {
        var row = _read(_reader);
        Submitter = StoredContent.SubmitterOf(Bytes(_reader, 0));
        return row;
    }
}

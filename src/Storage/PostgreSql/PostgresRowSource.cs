using Npgsql;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Rows of cells or snapshots, ordered by submitter, from a cursor on the server. A bounded number of them is held here.</summary>
internal sealed class PostgresRowSource(NpgsqlConnection connection, string name, string sql, Func<NpgsqlDataReader, KeptRow> read)
{
    /// <summary>Rows that are fetched at a time: some hundred kilobytes.</summary>
    private const int FetchSize = 256;

    private readonly Queue<(byte[] Submitter, KeptRow Row)> _fetched = new(FetchSize);
    private bool _ended;

    /// <summary>Whose row comes next; null at the end.</summary>
    public byte[]? Submitter => _fetched.TryPeek(out var next) ? next.Submitter : null;

    /// <summary>The statement that opens the cursor.</summary>
    public string DeclareSql => $"DECLARE {name} NO SCROLL CURSOR FOR {sql} ORDER BY submitter";

    public static PostgresRowSource OfCells(NpgsqlConnection connection, IEnumerable<PostgresPartition> days) => new(
        connection,
        "cells_read",
        string.Join(" UNION ALL ", days.Select(day => $"SELECT submitter, client, content, day FROM {day.Name} WHERE NOT quarantined")),
        ReadCell);

    public static PostgresRowSource OfSnapshots(NpgsqlConnection connection, PostgresPartition week) => new(
        connection,
        "snapshots_read",
        $"SELECT submitter, client, content, generated_hour, total_events, content_hash FROM {week.Name} WHERE NOT quarantined",
        ReadSnapshot);

    /// <summary>A cell of submitter, client, content, day.</summary>
    public static KeptRow ReadCell(NpgsqlDataReader reader) => new KeptRow.Cell
    {
        Client = (AgentClient)reader.GetInt16(1),
        Day = reader.GetFieldValue<DateOnly>(3),
        Report = CanonicalReport.Decode(reader.GetFieldValue<byte[]>(2)),
    };

    /// <summary>A snapshot of submitter, client, content, generated_hour, total_events, content_hash.</summary>
    public static KeptRow ReadSnapshot(NpgsqlDataReader reader) => new KeptRow.Snapshot
    {
        Client = (AgentClient)reader.GetInt16(1),
        Report = CanonicalReport.Decode(reader.GetFieldValue<byte[]>(2)),
        GeneratedHour = reader.GetFieldValue<DateTimeOffset>(3),
        TotalEvents = reader.GetInt32(4),
        ContentHash = Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(5)),
    };

    /// <summary>Takes the row that comes next.</summary>
    public KeptRow Take() => _fetched.Dequeue().Row;

    /// <summary>Sees to it that the next row, if there is one, is at hand.</summary>
    public async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        if (_ended || _fetched.Count > 0)
        {
            return;
        }

        var rows = await connection
            .Command($"FETCH FORWARD {FetchSize} FROM {name}")
            .ReadRowsAsync(reader => (reader.GetFieldValue<byte[]>(0), read(reader)), cancellationToken)
            .ConfigureAwait(false);
        rows.ForEach(_fetched.Enqueue);
        _ended = rows.Count < FetchSize;
    }
}

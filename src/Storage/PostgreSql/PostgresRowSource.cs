using Npgsql;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// Rows of cells or snapshots from a server-side cursor, ordered by submitter, without damaged ones. Only a bounded number is in memory.
/// </summary>
internal sealed class PostgresRowSource(
    NpgsqlConnection connection,
    DamagedRows damaged,
    string table,
    string sql,
    Func<NpgsqlDataReader, StoredRow> read
)
{
    /// <summary>The number of rows fetched at a time, some hundred kilobytes.</summary>
    private const int FetchSize = 256;

    private readonly Queue<(byte[] Submitter, StoredRow Row)> _fetched = new(FetchSize);
    private bool _ended;

    /// <summary>The next row's submitter; null at the end.</summary>
    public byte[]? Submitter => _fetched.TryPeek(out var next) ? next.Submitter : null;

    private string CursorName => $"{table}_read";

    /// <summary>The statement that opens the cursor.</summary>
    public string DeclareSql => $"DECLARE {CursorName} NO SCROLL CURSOR FOR {sql} ORDER BY submitter";

    public static PostgresRowSource OfCells(
        NpgsqlConnection connection,
        DamagedRows damaged,
        IEnumerable<PostgresPartition> days,
        SubmitterRange submitters
    ) =>
        new(
            connection,
            damaged,
            "cells",
            string.Join(
                " UNION ALL ",
                days.Select(day =>
                    $"SELECT submitter, client, content, content_hash, day FROM {day.Name} WHERE NOT quarantined{Within(submitters)}"
                )
            ),
            ReadCell
        );

    /// <summary>Snapshots made between two days, inclusive.</summary>
    public static PostgresRowSource OfSnapshots(
        NpgsqlConnection connection,
        DamagedRows damaged,
        IEnumerable<PostgresPartition> weeks,
        (DateOnly First, DateOnly Last) made,
        SubmitterRange submitters
    ) =>
        new(
            connection,
            damaged,
            "snapshots",
            string.Join(
                " UNION ALL ",
                weeks.Select(week =>
                    $"""
                        SELECT submitter, client, content, content_hash, generated_hour, total_events FROM {week.Name}
                        WHERE NOT quarantined{Within(submitters)} AND generated_hour >= {Instant(made.First)} AND generated_hour < {Instant(
                            made.Last.AddDays(1)
                        )}
                        """
                )
            ),
            ReadSnapshot
        );

    /// <summary>Reads a cell from submitter, client, content, content_hash, day.</summary>
    public static StoredRow ReadCell(NpgsqlDataReader reader) => new StoredRow.Cell
    {
        Client = StoredContent.ClientOf(reader.GetInt16(1)),
        Report = ReportOf(reader),
        Day = reader.GetFieldValue<DateOnly>(4),
    };

    /// <summary>Reads a snapshot from submitter, client, content, content_hash, generated_hour, total_events.</summary>
    public static StoredRow ReadSnapshot(NpgsqlDataReader reader) => new StoredRow.Snapshot
    {
        Client = StoredContent.ClientOf(reader.GetInt16(1)),
        Report = ReportOf(reader),
        GeneratedHour = reader.GetFieldValue<DateTimeOffset>(4),
        TotalEvents = reader.GetInt32(5),
        ContentHash = Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(3)),
    };

    /// <summary>Returns the next row and removes it.</summary>
    public StoredRow Take() => _fetched.Dequeue().Row;

    /// <summary>Fetches more rows if none is left in memory.</summary>
    public async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        while (!_ended && _fetched.Count == 0)
        {
            await FetchAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Identifies a row within its table: its submitter (the first column), agent, and day or hour.</summary>
    public static string KeyOf(NpgsqlDataReader reader, int client = 1, int at = 4) =>
        $"{Convert.ToHexString(reader.GetFieldValue<byte[]>(0))} {reader.GetInt16(client)} {reader.GetValue(at)}";

    private static string Within(SubmitterRange range) =>
        $"{(range.First == 0 ? "" : $" AND submitter >= '\\x{range.First:x2}'::bytea")}{(range.IsLast ? "" : $" AND submitter < '\\x{range.EndExclusive:x2}'::bytea")}";

    private static string Instant(DateOnly day) => $"'{day:yyyy-MM-dd} 00:00:00+00'::timestamptz";

    private static UsageReport ReportOf(NpgsqlDataReader reader) =>
        StoredContent.Read(reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3));

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        var rows = await connection
            .Command($"FETCH FORWARD {FetchSize} FROM {CursorName}")
            .ReadRowsAsync(
                reader => (Submitter: reader.GetFieldValue<byte[]>(0), Row: damaged.Read(table, KeyOf(reader), () => read(reader))),
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (var (submitter, row) in rows)
        {
            if (row is not null)
            {
                _fetched.Enqueue((submitter, row));
            }
        }

        _ended = rows.Count < FetchSize;
    }
}

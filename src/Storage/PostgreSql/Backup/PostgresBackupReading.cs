using System.Runtime.CompilerServices;
using Npgsql;
using ToolTime.Storage.Backup;

namespace ToolTime.Storage.PostgreSql.Backup;

/// <summary>Reads a backup's content piece by piece, over a connection whose transaction is its snapshot.</summary>
internal static class PostgresBackupReading
{
    private const string CurrentDays =
        """
        SELECT day, sealed FROM days
        WHERE sealed OR (watermark > 0 AND (SELECT coalesce(sum(changed), 0) FROM day_changes WHERE day_changes.day = days.day) <= watermark)
        ORDER BY day
        """;

    /// <summary>All pieces, read lazily. A damaged row is left out, because the backup would give it a valid hash.</summary>
    public static async IAsyncEnumerable<BackupPiece> ReadAllAsync(
        NpgsqlConnection connection,
        DamagedRows damaged,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var (sql, read) in BeforeDays(damaged))
        {
            await foreach (var piece in ReadAsync(connection, sql, read, cancellationToken).ConfigureAwait(false))
            {
                yield return piece;
            }
        }

        foreach (
            var (day, isSealed) in await connection
                .Command(CurrentDays)
                .ReadRowsAsync(reader => (Day(reader, 0), reader.GetBoolean(1)), cancellationToken)
                .ConfigureAwait(false)
        )
        {
            var aggregates = await PostgresAggregates.ReadAsync(connection, day, cancellationToken).ConfigureAwait(false);
            yield return new BackupPiece.Day(day, isSealed, [.. aggregates.Select(BackupAggregate.From)]);
        }

        foreach (var (sql, read) in AfterDays(damaged).Concat(PostgresTelemetryBackup.Statements(damaged)))
        {
            await foreach (var piece in ReadAsync(connection, sql, read, cancellationToken).ConfigureAwait(false))
            {
                yield return piece;
            }
        }
    }

    private static IEnumerable<(string Sql, Func<NpgsqlDataReader, BackupPiece?> Read)> BeforeDays(DamagedRows damaged) =>
        [
            ("SELECT submitter, deleted_at FROM tombstones", reader => new BackupPiece.Deletion(Bytes(reader, 0), Instant(reader, 1))),
            ("SELECT week, published_at, etag, body FROM archived_weeks ORDER BY week", reader => new BackupPiece.Publication(
                Day(reader, 0),
                Instant(reader, 1),
                reader.GetString(2),
                BackupRows.TextOf(Bytes(reader, 3))
            )),
            ("SELECT kind, first_day, content FROM publications ORDER BY kind, first_day", reader =>
                damaged.Read("publications", $"{reader.GetInt16(0)} {Day(reader, 1)}", () => BackupPiece.Period.From(Bytes(reader, 2)))
            ),
        ];

    private static IEnumerable<(string Sql, Func<NpgsqlDataReader, BackupPiece?> Read)> AfterDays(DamagedRows damaged) =>
    [
        ("SELECT id, submitter, received_hour, quarantined FROM receipts ORDER BY sequence",
            reader => new BackupPiece.Receipt(reader.GetGuid(0), Bytes(reader, 1), Instant(reader, 2), reader.GetBoolean(3))),
        ("SELECT submitter, day, client, revision, content, content_hash, receipt, quarantined FROM cells",
            reader => damaged.Read("cells", PostgresRowSource.KeyOf(reader, client: 2, at: 1), () => CellOf(reader))),
        ("SELECT submitter, generated_hour, client, total_events, content, content_hash, receipt, quarantined FROM snapshots",
            reader => damaged.Read("snapshots", PostgresRowSource.KeyOf(reader, client: 2, at: 1), () => SnapshotOf(reader))),
    ];

    private static BackupPiece.Cell CellOf(NpgsqlDataReader reader) =>
        new(
            Day(reader, 1),
            Bytes(reader, 0),
            reader.GetInt16(2),
            reader.GetInt64(3),
            ContentOf(reader),
            reader.GetGuid(6),
            reader.GetBoolean(7)
        );

    private static BackupPiece.Snapshot SnapshotOf(NpgsqlDataReader reader) =>
        new(
            Instant(reader, 1),
            Bytes(reader, 0),
            reader.GetInt16(2),
            reader.GetInt32(3),
            ContentOf(reader),
            reader.GetGuid(6),
            reader.GetBoolean(7)
        );

    private static string ContentOf(NpgsqlDataReader reader) => BackupRows.TextOf(StoredContent.Whole(Bytes(reader, 4), Bytes(reader, 5)));

    private static async IAsyncEnumerable<BackupPiece> ReadAsync(
        NpgsqlConnection connection,
        string sql,
        Func<NpgsqlDataReader, BackupPiece?> read,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var command = connection.Command(sql);
        await using (command.ConfigureAwait(false))
        {
            // No timeout: this runs as long as the backup takes.
            command.CommandTimeout = 0;
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (read(reader) is { } piece)
                    {
                        yield return piece;
                    }
                }
            }
        }
    }

    private static byte[] Bytes(NpgsqlDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    private static DateOnly Day(NpgsqlDataReader reader, int column) => reader.GetFieldValue<DateOnly>(column);

    private static DateTimeOffset Instant(NpgsqlDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);
}

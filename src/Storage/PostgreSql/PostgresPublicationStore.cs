using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Publication;

namespace ToolTime.Storage.PostgreSql;

/// <summary>The rows that windows are computed from, and published weeks.</summary>
internal sealed class PostgresPublicationStore(PostgresDatabase database) : IPublicationStore
{
    public Task<PublicationSchedule> ReadScheduleAsync(StatsWindowKind window, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                var days = await connection
                    .Command(
                        """
                        SELECT
                            (SELECT min(day) FROM days WHERE NOT sealed),
                            (SELECT max(day) FROM days WHERE sealed),
                            greatest((SELECT max(first_day) FROM publications WHERE kind = $1), (SELECT max(week) FROM archived_weeks WHERE $1 = 0))
                        """,
                        (short)window
                    )
                    .ReadRowsAsync(
                        reader => (First: DayOf(reader, 0), Sealed: DayOf(reader, 1), Newest: DayOf(reader, 2)),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                var open = await connection
                    .Command("SELECT first_day FROM publications WHERE kind = $1 AND NOT final", (short)window)
                    .ReadRowsAsync(reader => reader.GetFieldValue<DateOnly>(0), cancellationToken)
                    .ConfigureAwait(false);
                return new PublicationSchedule(days[0].First, days[0].Sealed, days[0].Newest, open);
            },
            cancellationToken
        );

    public Task<RowsSnapshot> OpenAsync(
        DateOnly firstDay,
        DateOnly lastDay,
        SubmitterRange submitters,
        CancellationToken cancellationToken
    ) => PostgresReportCursor.OpenAsync(database, PostgresSelection.OfWindow(firstDay, lastDay, submitters), cancellationToken);

    public Task<long> CountRemovalsAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.Command(PostgresRemovals.Watermark).ReadScalarAsync<long>(cancellationToken), cancellationToken);

    public Task<int> CountChangedAsync(DateTimeOffset reportedFrom, DateTimeOffset deletedAfter, CancellationToken cancellationToken) =>
        database.SearchAsync(
            connection =>
                connection
                    .LongCommand(
                        """
                        SELECT count(*)::int FROM (
                            SELECT submitter FROM receipts WHERE day >= $1 AND received_hour >= $2
                            UNION SELECT submitter FROM tombstones WHERE removed_at > $3) AS changed
                        """,
                        reportedFrom.UtcDay(),
                        reportedFrom.UtcDateTime,
                        deletedAfter.UtcDateTime
                    )
                    .ReadScalarAsync<int>(cancellationToken),
            cancellationToken
        );

    public Task<bool> StoreAsync(WindowPublication publication, long watermark) => database.TransactAsync(async connection =>
    {
        // Waits for a removal in progress, so that none is acknowledged before a publication that still contains the removed rows.
        await connection.Command(PostgresLocks.Share, PostgresLocks.AllStripes).ExecuteAsync().ConfigureAwait(false);
        if (await connection.Command($"{PostgresRemovals.Watermark} FOR SHARE").ReadScalarAsync<long>().ConfigureAwait(false) != watermark)
        {
            return false;
        }

        await StoreAsync(connection, publication).ConfigureAwait(false);
        return true;
    });

    public Task<string> ReadVersionAsync(StatsWindowKind window, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
                await connection
                    .Command(
                        "SELECT concat_ws(' ', count(*), count(*) FILTER (WHERE final), max(published_at)) FROM publications WHERE kind = $1",
                        (short)window
                    )
                    .ReadScalarAsync<string>(cancellationToken)
                    .ConfigureAwait(false)
                ?? "",
            cancellationToken
        );

    public Task<WindowPublication?> ReadNewestAsync(StatsWindowKind window, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                var newest = await ReadAsync(
                        connection,
                        "WHERE kind = $1 ORDER BY first_day DESC LIMIT 3",
                        cancellationToken,
                        (short)window
                    )
                    .ConfigureAwait(false);
                return newest is [var first, ..] ? first : null;
            },
            cancellationToken
        );

    public Task<IReadOnlyList<WindowPublication>> ReadAsync(
        StatsWindowKind window,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            connection =>
                ReadAsync(
                    connection,
                    "WHERE kind = $1 AND first_day BETWEEN $2 AND $3 ORDER BY first_day",
                    cancellationToken,
                    (short)window,
                    first,
                    last
                ),
            cancellationToken
        );

    public Task<byte[]?> ReadArchivedAsync(IsoWeek week, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                connection
                    .Command("SELECT body FROM archived_weeks WHERE week = $1", week.FirstDay)
                    .ReadScalarAsync<byte[]>(cancellationToken),
            cancellationToken
        );

    /// <summary>Stores a publication, unless a final one is stored.</summary>
    public static Task<int> StoreAsync(NpgsqlConnection connection, WindowPublication publication) =>
        connection
            .Command(
                """
                INSERT INTO publications AS stored (kind, first_day, final, published_at, cells, content) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (kind, first_day) DO UPDATE
                SET final = excluded.final, published_at = excluded.published_at, cells = excluded.cells, content = excluded.content
                WHERE NOT stored.final AND (excluded.final, excluded.published_at) > (stored.final, stored.published_at)
                """,
                (short)publication.Window,
                publication.FirstDay,
                publication.IsFinal is true,
                publication.PublishedAt,
                publication.Cells.Length,
                publication.Encode()
            )
            .ExecuteAsync();

    private static DateOnly? DayOf(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);

    private async Task<IReadOnlyList<WindowPublication>> ReadAsync(
        NpgsqlConnection connection, string which, CancellationToken cancellationToken, params object[] values)
    {
        var publications = await connection
            .Command($"SELECT kind, first_day, content FROM publications {which}", values)
            .ReadRowsAsync(
                reader =>
                    database.Damaged.Read("publications", $"{reader.GetInt16(0)} {reader.GetFieldValue<DateOnly>(1)}", () =>
                        WindowPublication.Decode(reader.GetFieldValue<byte[]>(2))
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. publications.OfType<WindowPublication>()];
    }
}

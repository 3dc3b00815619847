using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Publication;

namespace ToolTime.Storage.Sqlite;

/// <summary>The rows that windows are computed from, and published weeks.</summary>
internal sealed class SqlitePublicationStore(SqliteDatabase database) : IPublicationStore
{
    /// <summary>The first days of a window's publications, the newest first.</summary>
    private const string Published =
        """
        SELECT first_day FROM publications WHERE kind = $kind
        UNION ALL SELECT week FROM archived_weeks WHERE $kind = $week ORDER BY first_day DESC
        """;

    public Task<PublicationSchedule> ReadScheduleAsync(StatsWindowKind window, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                IReadOnlyList<long> Numbers(string sql) =>
                    connection.ReadNumbers(sql, ("$kind", (int)window), ("$week", (int)StatsWindowKind.Week));

                return new PublicationSchedule(
                    Numbers("SELECT day FROM days WHERE sealed = 0 ORDER BY day").FindDay("days", database.Damaged),
                    Numbers("SELECT day FROM days WHERE sealed = 1 ORDER BY day DESC").FindDay("days", database.Damaged),
                    Numbers(Published).FindDay("publications", database.Damaged),
                    [
                        .. Numbers("SELECT first_day FROM publications WHERE kind = $kind AND final = 0")
                            .ToDays("publications", database.Damaged),
                    ]
                );
            },
            cancellationToken
        );

    public Task<RowsSnapshot> OpenAsync(
        DateOnly firstDay,
        DateOnly lastDay,
        SubmitterRange submitters,
        CancellationToken cancellationToken
    ) => SqliteReportCursor.OpenWindowAsync(database, firstDay, lastDay, submitters, cancellationToken);

    public Task<long> CountRemovalsAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ReadNumber(SqliteReportCursor.CountOfRemovals, ("$key", SqliteReportCursor.RowOfRemovals)) ?? 0,
        cancellationToken
    );

    public Task<int> CountChangedAsync(DateTimeOffset reportedFrom, DateTimeOffset deletedAfter, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                (int)(
                    connection.ReadNumber(
                        """
                        SELECT count(*) FROM (
                            SELECT submitter FROM receipts WHERE day >= $day AND received_hour >= $hour
                            UNION SELECT submitter FROM tombstones WHERE removed_at > $deleted)
                        """,
                        ("$day", SqliteValues.From(reportedFrom.UtcDay())),
                        ("$hour", reportedFrom.ToUnixTimeSeconds()),
                        ("$deleted", deletedAfter.ToUnixTimeSeconds())
                    ) ?? 0
                ),
            cancellationToken
        );

    public Task<bool> StoreAsync(WindowPublication publication, long watermark) => database.WriteAsync(context =>
    {
        if (context.Command("SELECT 1 FROM removals WHERE count = $1", watermark).ExecuteScalar() is null)
        {
            return false;
        }

        Store(context, publication);
        return true;
    });

    public Task<string> ReadVersionAsync(StatsWindowKind window, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                connection.ReadText(
                    "SELECT count(*) || ' ' || ifnull(sum(final), 0) || ' ' || ifnull(max(published_at), 0) FROM publications WHERE kind = $kind",
                    ("$kind", (int)window)
                ) ?? "",
            cancellationToken
        );

    public Task<WindowPublication?> ReadNewestAsync(StatsWindowKind window, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => Read(connection, "WHERE kind = $kind ORDER BY first_day DESC", ("$kind", (int)window)).FirstOrDefault(),
            cancellationToken
        );

    public Task<IReadOnlyList<WindowPublication>> ReadAsync(
        StatsWindowKind window,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyList<WindowPublication>>(
            connection =>
            [
                .. Read(
                    connection, "WHERE kind = $kind AND first_day BETWEEN $first AND $last ORDER BY first_day",
                    ("$kind", (int)window), ("$first", SqliteValues.From(first)), ("$last", SqliteValues.From(last))),
            ],
            cancellationToken);

    public Task<byte[]?> ReadArchivedAsync(IsoWeek week, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(
                    "SELECT body FROM archived_weeks WHERE week = $week",
                    ("$week", SqliteValues.From(week))
                );
                return command.ExecuteScalar() as byte[];
            },
            cancellationToken
        );

    /// <summary>Stores a publication, unless a final one is stored.</summary>
    public static void Store(SqliteWriteContext context, WindowPublication publication) =>
        context
            .Command(
                """
                INSERT INTO publications (kind, first_day, final, published_at, cells, content) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (kind, first_day) DO UPDATE
                SET final = excluded.final, published_at = excluded.published_at, cells = excluded.cells, content = excluded.content
                WHERE final = 0 AND (excluded.final, excluded.published_at) > (final, published_at)
                """,
                (int)publication.Window,
                SqliteValues.From(publication.FirstDay),
                publication.IsFinal is true ? 1 : 0,
                publication.PublishedAt.ToUnixTimeSeconds(),
                publication.Cells.Length,
                publication.Encode()
            )
            .ExecuteNonQuery();

    private IEnumerable<WindowPublication> Read(SqliteConnection connection, string which, params (string, object?)[] parameters)
    {
        using var command = connection.Command($"SELECT kind, first_day, content FROM publications {which}", parameters);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var key = $"{reader.GetInt64(0)} {reader.GetInt64(1)}";
            if (
                database.Damaged.Read("publications", key, () => WindowPublication.Decode(reader.GetFieldValue<byte[]>(2))) is
                { } publication
            )
            {
                yield return publication;
            }
        }
    }
}

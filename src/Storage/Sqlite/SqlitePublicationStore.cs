using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.Sqlite;

/// <summary>Weeks' rows and what was published of them.</summary>
internal sealed class SqlitePublicationStore(SqliteDatabase database) : IPublicationStore
{
    public async Task<IsoWeek?> FindWeekToPublishAsync(DateTimeOffset endedBy, CancellationToken cancellationToken)
    {
        var (first, newest) = await database.ReadAsync(
            connection => (connection.ReadNumber("SELECT min(week) FROM weeks"), connection.ReadNumber("SELECT max(week) FROM week_publications")),
            cancellationToken).ConfigureAwait(false);

        // Weeks are published in order, so the one after the newest is the earliest that is not.
        IsoWeek? next = newest is { } published ? SqliteValues.ToWeek(published).Next : first is { } earliest ? SqliteValues.ToWeek(earliest) : null;
        return next is { } week && week.EndExclusive <= endedBy ? week : null;
    }

    public Task CloseWeekAsync(IsoWeek week) => database.WriteAsync(writes =>
        writes.Ready("INSERT INTO weeks (week, closed) VALUES ($1, 1) ON CONFLICT (week) DO UPDATE SET closed = 1", SqliteValues.Of(week)).ExecuteNonQuery());

    public Task<RowsSnapshot> OpenWeekAsync(IsoWeek week, CancellationToken cancellationToken) => SqliteReportCursor.OpenWeekAsync(
        database, week, "SELECT changed FROM weeks WHERE week = $key", SqliteValues.Of(week), cancellationToken);

    public Task<bool> StoreAsync(WeekPublication publication, long watermark) => database.WriteAsync(writes =>
    {
        var week = SqliteValues.Of(publication.Week);
        if (writes.Ready("SELECT 1 FROM weeks WHERE week = $1 AND changed <> $2", week, watermark).ExecuteScalar() is not null)
        {
            return false;
        }

        var isFirst = writes.Ready(
            "INSERT INTO week_publications (week, published_at, etag, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            week, publication.PublishedAt.ToUnixTimeSeconds(), publication.ETag, ImmutableCollectionsMarshal.AsArray(publication.Body)!)
            .ExecuteNonQuery() > 0;
        if (isFirst)
        {
            SqlitePublishedCells.Store(writes, publication.Week, publication.Cells);
        }

        return true;
    });

    public Task<WeekPublication?> ReadNewestAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var command = connection.Command("SELECT week, published_at, etag, body FROM week_publications ORDER BY week DESC LIMIT 1");
            using var reader = command.ExecuteReader();
            return reader.Read() ? PublicationOf(reader) : null;
        },
        cancellationToken);

    public Task<IReadOnlyList<WeekPublication>> ReadWeeksAsync(IsoWeek first, IsoWeek last, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<WeekPublication>>(
            connection =>
            {
                var weeks = new List<WeekPublication>();
                using var command = connection.Command(
                    "SELECT week, published_at, etag, body FROM week_publications WHERE week BETWEEN $first AND $last ORDER BY week",
                    ("$first", SqliteValues.Of(first)), ("$last", SqliteValues.Of(last)));
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    var week = PublicationOf(reader);
                    weeks.Add(week with { Cells = SqlitePublishedCells.Read(connection, week.Week) });
                }

                return weeks;
            },
            cancellationToken);

    private static WeekPublication PublicationOf(SqliteDataReader reader) => new(
        SqliteValues.ToWeek(reader.GetInt64(0)),
        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(1)),
        reader.GetString(2),
        ImmutableCollectionsMarshal.AsImmutableArray(reader.GetFieldValue<byte[]>(3)));
}

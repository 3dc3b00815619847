using System.Runtime.InteropServices;
using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Weeks' rows and what was published of them.</summary>
internal sealed class PostgresPublicationStore(PostgresDatabase database) : IPublicationStore
{
    /// <summary>Reads the watermark of the week $1.</summary>
    public const string Watermark = "SELECT coalesce(sum(changed), 0)::bigint FROM week_changes WHERE week = $1";

    public Task<IsoWeek?> FindWeekToPublishAsync(DateTimeOffset endedBy, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            // Weeks are published in order, so the one after the newest is the earliest that is not.
            var next = await connection
                .Command("SELECT coalesce((SELECT max(week) + 7 FROM week_publications), least((SELECT min(week) FROM week_changes), (SELECT min(week) FROM closed_weeks)))")
                .ReadScalarAsync<DateOnly?>(cancellationToken)
                .ConfigureAwait(false);
            return next is { } monday && IsoWeek.Of(monday) is var week && week.EndExclusive <= endedBy ? week : (IsoWeek?)null;
        },
        cancellationToken);

    public Task CloseWeekAsync(IsoWeek week) => database.TransactAsync(async connection =>
    {
        // Every group that may not have seen the week closed is waited for; those that wait for this will see it.
        await connection.Command(PostgresLocks.Hold, PostgresLocks.AllStripes).ExecuteAsync().ConfigureAwait(false);
        return await connection.Command("INSERT INTO closed_weeks (week) VALUES ($1) ON CONFLICT DO NOTHING", week.FirstDay).ExecuteAsync().ConfigureAwait(false);
    });

    public Task<RowsSnapshot> OpenWeekAsync(IsoWeek week, CancellationToken cancellationToken) => PostgresReportCursor.OpenAsync(
        database,
        new([.. Enumerable.Range(0, 7).Select(day => PostgresPartition.Cells(week.FirstDay.AddDays(day)))], Watermark, week.FirstDay)
        {
            Snapshots = PostgresPartition.Snapshots(week),
        },
        cancellationToken);

    public Task<bool> StoreAsync(WeekPublication publication, long watermark) => database.TransactAsync(async connection =>
    {
        // A deletion that is under way is waited for, so that none is acknowledged before a publication that still tells of it.
        var monday = publication.Week.FirstDay;
        await connection.Command(PostgresLocks.Share, PostgresLocks.AllStripes).ExecuteAsync().ConfigureAwait(false);
        if (await connection.Command(Watermark, monday).ReadScalarAsync<long>().ConfigureAwait(false) != watermark)
        {
            return false;
        }

        var isFirst = await connection
            .Command(
                "INSERT INTO week_publications (week, published_at, etag, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                monday, publication.PublishedAt, publication.ETag, ImmutableCollectionsMarshal.AsArray(publication.Body)!)
            .ExecuteAsync()
            .ConfigureAwait(false) > 0;
        if (isFirst)
        {
            await PostgresPublishedCells.StoreAsync(connection, monday, publication.Cells).ConfigureAwait(false);
        }

        return true;
    });

    public Task<IReadOnlyList<WeekPublication>> ReadWeeksAsync(IsoWeek first, IsoWeek last, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<WeekPublication>>(
            async connection =>
            {
                var weeks = await connection
                    .Command("SELECT week, published_at, etag, body FROM week_publications WHERE week BETWEEN $1 AND $2 ORDER BY week", first.FirstDay, last.FirstDay)
                    .ReadRowsAsync(PublicationOf, cancellationToken)
                    .ConfigureAwait(false);

                // Published weeks never change, so what is read of each in turn belongs together.
                var cells = await PostgresPublishedCells.ReadAsync(connection, first.FirstDay, last.FirstDay, cancellationToken).ConfigureAwait(false);
                return [.. weeks.Select(week => week with { Cells = [.. cells[week.Week.FirstDay]] })];
            },
            cancellationToken);

    public Task<WeekPublication?> ReadNewestAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var newest = await connection
                .Command("SELECT week, published_at, etag, body FROM week_publications ORDER BY week DESC LIMIT 1")
                .ReadRowsAsync(PublicationOf, cancellationToken)
                .ConfigureAwait(false);
            return newest.SingleOrDefault();
        },
        cancellationToken);

    private static WeekPublication PublicationOf(NpgsqlDataReader reader) => new(
        IsoWeek.Of(reader.GetFieldValue<DateOnly>(0)),
        reader.GetFieldValue<DateTimeOffset>(1),
        reader.GetString(2),
        ImmutableCollectionsMarshal.AsImmutableArray(reader.GetFieldValue<byte[]>(3)));
}

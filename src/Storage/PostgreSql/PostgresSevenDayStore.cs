using System.Runtime.InteropServices;
using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Rows of seven days, and what was published of them.</summary>
internal sealed class PostgresSevenDayStore(PostgresDatabase database) : ISevenDayStore
{
    public Task<bool> HasReportsAsync(DateOnly through, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.Command("SELECT EXISTS (SELECT 1 FROM day_changes WHERE day <= $1)", through).ReadScalarAsync<bool>(cancellationToken),
        cancellationToken);

    public Task<RowsSnapshot> OpenAsync(DateOnly firstDay, DateOnly lastDay, CancellationToken cancellationToken) => PostgresReportCursor.OpenAsync(
        database,
        new([.. Enumerable.Range(0, lastDay.DayNumber - firstDay.DayNumber + 1).Select(day => PostgresPartition.Cells(firstDay.AddDays(day)))], PostgresRemovals.Watermark),
        cancellationToken);

    public Task<bool> StoreAsync(SevenDayPublication publication, SevenDays? before, long watermark) => database.TransactAsync(async connection =>
    {
        // A removal that is under way is waited for, and so is another publication.
        await connection.Command(PostgresLocks.Share, PostgresLocks.AllStripes).ExecuteAsync().ConfigureAwait(false);
        await connection.Command("LOCK TABLE seven_days IN SHARE ROW EXCLUSIVE MODE").ExecuteAsync().ConfigureAwait(false);
        var newest = await connection.Command("SELECT max(last_day) FROM seven_days").ReadScalarAsync<DateOnly?>().ConfigureAwait(false);
        if (newest >= publication.Days.LastDay)
        {
            return true;
        }

        var isOfNow = newest == before?.LastDay
            && await connection.Command($"{PostgresRemovals.Watermark} FOR SHARE").ReadScalarAsync<long>().ConfigureAwait(false) == watermark;
        if (isOfNow)
        {
            await ReplaceAsync(connection, publication).ConfigureAwait(false);
        }

        return isOfNow;
    });

    public Task<SevenDayPublication?> ReadNewestAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => ReadNewestAsync(connection, cancellationToken), cancellationToken);

    /// <summary>Puts a publication in the place of the one before.</summary>
    public static async Task ReplaceAsync(NpgsqlConnection connection, SevenDayPublication publication)
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Add("DELETE FROM seven_days");
            batch.Add(
                "INSERT INTO seven_days (last_day, published_at, etag, body) VALUES ($1, $2, $3, $4)",
                publication.Days.LastDay, publication.PublishedAt, publication.ETag, ImmutableCollectionsMarshal.AsArray(publication.Body)!);
            await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The newest publication; null where there is none.</summary>
    public static async Task<SevenDayPublication?> ReadNewestAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var newest = await connection
            .Command("SELECT last_day, published_at, etag, body FROM seven_days")
            .ReadRowsAsync(
                reader => new SevenDayPublication(
                    DaysOf(reader, 0),
                    reader.GetFieldValue<DateTimeOffset>(1),
                    reader.GetString(2),
                    ImmutableCollectionsMarshal.AsImmutableArray(reader.GetFieldValue<byte[]>(3))),
                cancellationToken)
            .ConfigureAwait(false);
        return newest.SingleOrDefault();
    }

    private static SevenDays DaysOf(NpgsqlDataReader reader, int column) => SevenDays.EndingBy(reader.GetFieldValue<DateOnly>(column));
}

using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.Sqlite;

/// <summary>Rows of seven days, and what was published of them.</summary>
internal sealed class SqliteSevenDayStore(SqliteDatabase database) : ISevenDayStore
{
    public Task<bool> HasReportsAsync(DateOnly through, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ReadNumber("SELECT 1 FROM days WHERE day <= $day AND changed > 0 LIMIT 1", ("$day", SqliteValues.Of(through))) is not null,
        cancellationToken);

    public Task<RowsSnapshot> OpenAsync(DateOnly firstDay, DateOnly lastDay, CancellationToken cancellationToken) => SqliteReportCursor.OpenDaysAsync(
        database, Enumerable.Range(0, lastDay.DayNumber - firstDay.DayNumber + 1).Select(firstDay.AddDays), SqliteRemovals.Watermark, SqliteRemovals.Row, cancellationToken);

    public Task<bool> StoreAsync(SevenDayPublication publication, SevenDays? before, long watermark) => database.WriteAsync(writes =>
    {
        var newest = writes.Ready("SELECT max(last_day) FROM seven_days").ExecuteScalar() as long?;
        if (newest >= Column(publication.Days))
        {
            return true;
        }

        var isOfNow = newest == (before is { } days ? Column(days) : null)
            && writes.Ready("SELECT 1 FROM removals WHERE count = $1", watermark).ExecuteScalar() is not null;
        if (isOfNow)
        {
            Replace(writes, publication);
        }

        return isOfNow;
    });

    public Task<SevenDayPublication?> ReadNewestAsync(CancellationToken cancellationToken) => database.ReadAsync(ReadNewest, cancellationToken);

    /// <summary>Puts a publication in the place of the one before.</summary>
    public static void Replace(SqliteWrites writes, SevenDayPublication publication)
    {
        writes.Ready("DELETE FROM seven_days").ExecuteNonQuery();
        writes.Ready(
            "INSERT INTO seven_days (last_day, published_at, etag, body) VALUES ($1, $2, $3, $4)",
            Column(publication.Days), publication.PublishedAt.ToUnixTimeSeconds(), publication.ETag, ImmutableCollectionsMarshal.AsArray(publication.Body)!)
            .ExecuteNonQuery();
    }

    /// <summary>The newest publication; null where there is none.</summary>
    public static SevenDayPublication? ReadNewest(SqliteConnection connection)
    {
        using var command = connection.Command("SELECT last_day, published_at, etag, body FROM seven_days");
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new(
                DaysOf(reader.GetInt64(0)),
                DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(1)),
                reader.GetString(2),
                ImmutableCollectionsMarshal.AsImmutableArray(reader.GetFieldValue<byte[]>(3)))
            : null;
    }

    private static long Column(SevenDays days) => SqliteValues.Of(days.LastDay);

    private static SevenDays DaysOf(long column) => SevenDays.EndingBy(SqliteValues.ToDay(column));
}

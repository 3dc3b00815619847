using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>The rows and aggregates of days.</summary>
internal sealed class SqliteDayStore(SqliteDatabase database) : IDayStore
{
    public async Task<DateOnly?> FindDayToRollUpAsync(
        DateOnly afterExclusive,
        DateOnly beforeExclusive,
        CancellationToken cancellationToken
    )
    {
        var day = await database
            .ReadAsync(
                connection =>
                    connection.ReadNumber(
                        "SELECT min(day) FROM days WHERE day > $after AND day < $before AND changed > watermark AND sealed = 0",
                        ("$after", SqliteValues.From(afterExclusive)),
                        ("$before", SqliteValues.From(beforeExclusive))
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return day is { } found ? SqliteValues.ToDay(found) : null;
    }

    public Task<RowsSnapshot> OpenDayAsync(DateOnly day, CancellationToken cancellationToken) => SqliteReportCursor.OpenDayAsync(
        database, day, "SELECT changed FROM days WHERE day = $key", SqliteValues.From(day), cancellationToken);

    public Task<bool> StoreAggregatesAsync(DateOnly day, long watermark, IReadOnlyList<DayAggregate> aggregates) =>
        database.WriteAsync(context => Store(context, SqliteValues.From(day), watermark, aggregates));

    public async Task<DateOnly?> FindDayToPurgeAsync(DateOnly beforeExclusive, CancellationToken cancellationToken)
    {
        var earliest = await database
            .ReadAsync(
                connection =>
                    connection.ReadNumber(
                        """
                        SELECT day FROM days
                        WHERE day = (SELECT min(day) FROM days WHERE sealed = 0) AND day < $before AND changed <= watermark
                        """,
                        ("$before", SqliteValues.From(beforeExclusive))
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        var final = await database
            .ReadAsync(
                connection => connection.ReadNumber("SELECT max(first_day) FROM publications WHERE kind = 2 AND final = 1"),
                cancellationToken
            )
            .ConfigureAwait(false);
        return earliest is { } number
            && SqliteValues.ToDay(number) is var day
            && SqliteValues.From(Epoch.Containing(day).FirstDay) <= final
            ? day
            : null;
    }

    public Task PurgeDayAsync(DateOnly day) => database.WriteAsync(context => Purge(context, day));

    public async Task<DateOnly?> FindOldestRowAsync(CancellationToken cancellationToken)
    {
        var oldest = await database
            .ReadAsync(
                connection =>
                    connection.ReadNumber(
                        "SELECT min(day) FROM (SELECT min(day) AS day FROM cells UNION ALL SELECT min(week) FROM snapshots)"
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return oldest is { } day ? SqliteValues.ToDay(day) : null;
    }

    public Task<IReadOnlyList<DateOnly>> ListUnsealedAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DateOnly>>(
            connection => [.. connection.ReadNumbers("SELECT day FROM days WHERE sealed = 0 ORDER BY day").Select(SqliteValues.ToDay)],
            cancellationToken
        );

    public Task<StoredAggregates> ReadAggregatesAsync(DateOnly day, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => new StoredAggregates(
                connection.ReadNumber("SELECT watermark FROM days WHERE day = $day", ("$day", SqliteValues.From(day))) ?? 0,
                SqliteAggregates.Read(connection, SqliteValues.From(day))
            ),
            cancellationToken
        );

    public Task RenewAggregatesAsync(DateOnly day) =>
        database.WriteAsync(context =>
            context.Ready("UPDATE days SET watermark = 0 WHERE day = $1 AND sealed = 0", SqliteValues.From(day)).ExecuteNonQuery()
        );

    private static int Purge(SqliteWriteContext context, DateOnly day)
    {
        var column = SqliteValues.From(day);
        var sealedNow = context
            .Ready(
                """
                UPDATE days SET sealed = 1
                WHERE day = (SELECT min(day) FROM days WHERE sealed = 0) AND day = $1 AND changed <= watermark
                    AND EXISTS (SELECT 1 FROM publications WHERE kind = 2 AND final = 1 AND first_day >= $2)
                """,
                column,
                SqliteValues.From(Epoch.Containing(day).FirstDay)
            )
            .ExecuteNonQuery();
        if (sealedNow == 0)
        {
            return 0;
        }

        // What came for an earlier day after it was sealed, since a clock was wrong, goes too.
        context.Ready("DELETE FROM cells WHERE day <= $1", column).ExecuteNonQuery();

        // A week's snapshots go with its last day, or the next one that was ever seen.
        context.Ready("DELETE FROM receipts WHERE day <= $1", column).ExecuteNonQuery();
        context.Ready("DELETE FROM snapshots WHERE week < $1", SqliteValues.From(IsoWeek.Containing(day.AddDays(1)))).ExecuteNonQuery();
        return sealedNow;
    }

    private static bool Store(SqliteWriteContext context, int day, long watermark, IReadOnlyList<DayAggregate> aggregates)
    {
        if (
            context
                .Ready("UPDATE days SET watermark = $2 WHERE day = $1 AND watermark < $2 AND sealed = 0", day, watermark)
                .ExecuteNonQuery() == 0
        )
        {
            return false;
        }

        SqliteAggregates.Replace(context, day, aggregates);
        return true;
    }
}

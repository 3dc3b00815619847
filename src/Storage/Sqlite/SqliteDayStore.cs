using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>The rows and aggregates of days.</summary>
internal sealed class SqliteDayStore(SqliteDatabase database) : IDayStore
{
    /// <summary>The number of rows deleted per transaction: some milliseconds, during which submissions wait.</summary>
    private const int PurgeBatch = 500;

    /// <summary>The day whose purge has begun but not ended, even if the server was killed meanwhile.</summary>
    private const string Purging = "SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'purging'";

    private const string Unsealed = "SELECT day FROM days WHERE sealed = 0 ORDER BY day";

    private static readonly (string Table, string Column)[] Purged = [("cells", "day"), ("receipts", "day"), ("snapshots", "week")];

    public async Task<DateOnly?> FindDayToRollUpAsync(
        DateOnly afterExclusive,
        DateOnly beforeExclusive,
        CancellationToken cancellationToken
    )
    {
        var due = await database
            .ReadAsync(
                connection =>
                    connection.ReadNumbers(
                        "SELECT day FROM days WHERE day > $after AND day < $before AND changed > watermark AND sealed = 0 ORDER BY day",
                        ("$after", SqliteValues.From(afterExclusive)),
                        ("$before", SqliteValues.From(beforeExclusive))
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return due.FindDay("days", database.Damaged);
    }

    public Task<RowsSnapshot> OpenDayAsync(DateOnly day, CancellationToken cancellationToken) => SqliteReportCursor.OpenDayAsync(
        database, day, "SELECT changed FROM days WHERE day = $key", SqliteValues.From(day), cancellationToken);

    public Task<bool> StoreAggregatesAsync(DateOnly day, long watermark, IReadOnlyList<DayAggregate> aggregates) =>
        database.WriteAsync(context => Store(context, SqliteValues.From(day), watermark, aggregates));

    public async Task<DateOnly?> FindDayToPurgeAsync(DateOnly beforeExclusive, CancellationToken cancellationToken)
    {
        var (purging, unsealed, final) = await database
            .ReadAsync(
                connection =>
                    (
                        connection.ReadNumbers(Purging),
                        connection.ReadNumbers(Unsealed),
                        connection.ReadNumber("SELECT max(first_day) FROM publications WHERE kind = 2 AND final = 1")
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (purging.FindDay("meta", database.Damaged) is { } begun)
        {
            return begun;
        }

        return unsealed.FindDay("days", database.Damaged) is { } day
            && day < beforeExclusive
            && SqliteValues.From(Epoch.Containing(day).FirstDay) <= final
            && await IsRolledUpAsync(day, cancellationToken).ConfigureAwait(false)
            ? day
            : null;
    }

    public async Task PurgeDayAsync(DateOnly day)
    {
        if (!await database.WriteAsync(context => Seal(context, day, database.Damaged)).ConfigureAwait(false))
        {
            return;
        }

        // Submissions are written in between; nothing is computed from a sealed day's rows.
        foreach (var (table, column) in Purged)
        {
            while (await database.WriteAsync(context => DeleteSome(context, table, column, day)).ConfigureAwait(false) == PurgeBatch)
            {
            }
        }

        await database
            .WriteAsync(context => context.Command("DELETE FROM meta WHERE name = 'purging'").ExecuteNonQuery())
            .ConfigureAwait(false);
    }

    public async Task<DateOnly?> FindOldestRowAsync(CancellationToken cancellationToken)
    {
        var oldest = await database
            .ReadAsync(
                connection =>
                    connection.ReadNumbers(
                        """
                        SELECT day FROM (SELECT min(day) AS day FROM cells UNION ALL SELECT min(week) FROM snapshots)
                        WHERE day IS NOT NULL ORDER BY day
                        """
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return oldest.FindDay("cells", database.Damaged);
    }

    public Task<IReadOnlyList<DateOnly>> ListUnsealedAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DateOnly>>(
            connection => [.. connection.ReadNumbers(Unsealed).ToDays("days", database.Damaged)],
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
            context.Command("UPDATE days SET watermark = 0 WHERE day = $1 AND sealed = 0", SqliteValues.From(day)).ExecuteNonQuery()
        );

    private Task<bool> IsRolledUpAsync(DateOnly day, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                connection.ReadNumber("SELECT changed <= watermark FROM days WHERE day = $day", ("$day", SqliteValues.From(day))) == 1,
            cancellationToken
        );

    /// <summary>
    /// Seals a day that may be purged. Returns whether its rows may be deleted: it is sealed now, or its purge was interrupted.
    /// </summary>
    private static bool Seal(SqliteWriteContext context, DateOnly day, DamagedRows damaged)
    {
        var column = SqliteValues.From(day);
        var isOldest = context.ReadNumbers(Unsealed).FindDay("days", damaged) == day;
        var sealedNow = !isOldest ? 0 : context
            .Command(
                """
                UPDATE days SET sealed = 1
                WHERE day = $1 AND sealed = 0 AND changed <= watermark
                    AND EXISTS (SELECT 1 FROM publications WHERE kind = 2 AND final = 1 AND first_day >= $2)
                """,
                column,
                SqliteValues.From(Epoch.Containing(day).FirstDay)
            )
            .ExecuteNonQuery();
        if (sealedNow > 0)
        {
            context.Command("INSERT OR REPLACE INTO meta (name, value) VALUES ('purging', CAST($1 AS TEXT))", column).ExecuteNonQuery();
        }

        return context.Command(Purging).ExecuteScalar() is long begun && begun == column;
    }

    /// <summary>
    /// Deletes some rows of a day and of earlier days, because rows that arrived for an earlier day after it was sealed must go too. A
    /// week's snapshots go with its Monday.
    /// </summary>
    private static int DeleteSome(SqliteWriteContext context, string table, string column, DateOnly day) => context
        .Command(
            $"DELETE FROM {table} WHERE sequence IN (SELECT sequence FROM {table} WHERE {column} <= $1 LIMIT {PurgeBatch})",
            SqliteValues.From(day)
        )
        .ExecuteNonQuery();

    private static bool Store(SqliteWriteContext context, int day, long watermark, IReadOnlyList<DayAggregate> aggregates)
    {
        if (
            context
                .Command("UPDATE days SET watermark = $2 WHERE day = $1 AND watermark < $2 AND sealed = 0", day, watermark)
                .ExecuteNonQuery() == 0
        )
        {
            return false;
        }

        SqliteAggregates.Replace(context, day, aggregates);
        return true;
    }
}

using Npgsql;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Usage;

namespace ToolTime.Storage.PostgreSql;

/// <summary>The rows and aggregates of days.</summary>
internal sealed class PostgresDayStore(PostgresDatabase database) : IDayStore
{
    /// <summary>Counts a day's changes.</summary>
    private const string Changed = "(SELECT coalesce(sum(changed), 0) FROM day_changes WHERE day_changes.day = days.day)";

    public Task<DateOnly?> FindDayToRollUpAsync(
        DateOnly afterExclusive,
        DateOnly beforeExclusive,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            connection =>
                connection
                    .Command(
                        $"SELECT day FROM days WHERE day > $1 AND day < $2 AND NOT sealed AND {Changed} > watermark ORDER BY day LIMIT 1",
                        afterExclusive,
                        beforeExclusive
                    )
                    .ReadScalarAsync<DateOnly?>(cancellationToken),
            cancellationToken
        );

    public Task<RowsSnapshot> OpenDayAsync(DateOnly day, CancellationToken cancellationToken) =>
        PostgresReportCursor.OpenAsync(
            database,
            new(
                [PostgresPartition.Cells(day)],
                SubmitterRange.All,
                "SELECT coalesce(sum(changed), 0)::bigint FROM day_changes WHERE day = $1",
                day
            ),
            cancellationToken
        );

    public Task<bool> StoreAggregatesAsync(DateOnly day, long watermark, IReadOnlyList<DayAggregate> aggregates) =>
        database.TransactAsync(connection => StoreAsync(connection, day, watermark, aggregates));

    public Task<DateOnly?> FindDayToPurgeAsync(DateOnly beforeExclusive, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                connection
                    .Command(
                        $"""
                        SELECT day FROM days
                        WHERE day = (SELECT min(day) FROM days WHERE NOT sealed) AND day < $1
                            AND day < (SELECT max(first_day) + 28 FROM publications WHERE kind = 2 AND final) AND {Changed} <= watermark
                        """,
                        beforeExclusive
                    )
                    .ReadScalarAsync<DateOnly?>(cancellationToken),
            cancellationToken
        );

    public Task PurgeDayAsync(DateOnly day) => PostgresPurge.RunAsync(database, day);

    public Task<DateOnly?> FindOldestRowAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                // There are few partitions and the oldest is rarely empty, so they are checked one by one.
                foreach (var partition in await PostgresPurge.ListAsync(connection, "cells", "snapshots").ConfigureAwait(false))
                {
                    if (
                        await connection
                            .Command($"SELECT EXISTS (SELECT 1 FROM {partition.Name})")
                            .ReadScalarAsync<bool>(cancellationToken)
                            .ConfigureAwait(false)
                    )
                    {
                        return (DateOnly?)partition.Day;
                    }
                }

                return null;
            },
            cancellationToken
        );

    public Task<IReadOnlyList<DateOnly>> ListUnsealedAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DateOnly>>(
            async connection =>
                await connection
                    .Command("SELECT day FROM days WHERE NOT sealed ORDER BY day")
                    .ReadRowsAsync(reader => reader.GetFieldValue<DateOnly>(0), cancellationToken)
                    .ConfigureAwait(false),
            cancellationToken
        );

    public Task<StoredAggregates> ReadAggregatesAsync(DateOnly day, CancellationToken cancellationToken) =>
        database.TransactAsync(async connection =>
        {
            // A rollup locks the day's row first, so none can run between the two statements.
            var watermark = await connection
                .Command("SELECT watermark FROM days WHERE day = $1 FOR SHARE", day)
                .ReadScalarAsync<long>(cancellationToken)
                .ConfigureAwait(false);
            return new StoredAggregates(
                watermark,
                await PostgresAggregates.ReadAsync(connection, day, cancellationToken).ConfigureAwait(false)
            );
        });

    public Task RenewAggregatesAsync(DateOnly day) =>
        database.TransactAsync(connection =>
            connection.Command("UPDATE days SET watermark = 0 WHERE day = $1 AND NOT sealed", day).ExecuteAsync()
        );

    private static async Task<bool> StoreAsync(
        NpgsqlConnection connection,
        DateOnly day,
        long watermark,
        IReadOnlyList<DayAggregate> aggregates
    )
    {
        // This locks the day's row until the end of the transaction, so two rollups of a day run one after the other.
        var newer = await connection
            .Command("UPDATE days SET watermark = $2 WHERE day = $1 AND watermark < $2 AND NOT sealed", day, watermark)
            .ExecuteAsync()
            .ConfigureAwait(false);
        if (newer == 0)
        {
            return false;
        }

        await PostgresAggregates.ReplaceAsync(connection, day, aggregates).ConfigureAwait(false);
        return true;
    }
}

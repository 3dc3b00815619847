using System.Globalization;
using Npgsql;
using ToolTime.Calendar;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Seals a day and drops its partitions, in one transaction.</summary>
internal static class PostgresPurge
{
    /// <summary>
    /// The number of attempts to get a purge's locks, each of which waits for at most a fifth of a second; after that, the purge is due
    /// again at the next tick.
    /// </summary>
    private const int Attempts = 10;

    public static async Task RunAsync(PostgresDatabase database, DateOnly day)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await database.TransactAsync(connection => TryPurgeAsync(connection, day)).ConfigureAwait(false);
                return;
            }
            catch (StorageUnavailableException exception)
                when (attempt < Attempts && exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
            {
                // The day is being read, or something is being deleted. Those who wait for the purge's own locks go first, then it tries
                // again.
            }
        }
    }

    /// <summary>The tables' partitions, by day.</summary>
    public static async Task<IReadOnlyList<PostgresPartition>> ListAsync(NpgsqlConnection connection, params string[] parents)
    {
        var partitions = await connection
            .Command(
                """
                SELECT parent, partition.relname
                FROM unnest($1) AS parent
                JOIN pg_inherits ON inhparent = to_regclass(parent)
                JOIN pg_class AS partition ON partition.oid = inhrelid
                """,
                [parents])
            .ReadRowsAsync(reader => PartitionOf(reader.GetString(0), reader.GetString(1)))
            .ConfigureAwait(false);
        return [.. partitions.OrderBy(partition => partition.Day)];
    }

    private static PostgresPartition PartitionOf(string parent, string name) =>
        new(parent, DateOnly.ParseExact(name.AsSpan(parent.Length + 1), "yyyyMMdd", CultureInfo.InvariantCulture));

    private static async Task<bool> TryPurgeAsync(NpgsqlConnection connection, DateOnly day)
    {
        await connection.Command("SET LOCAL lock_timeout = '200ms'").ExecuteAsync().ConfigureAwait(false);
        await connection.Command(PostgresLocks.Partitions).ExecuteAsync().ConfigureAwait(false);
        var purged = await FindAsync(connection, day).ConfigureAwait(false);

        // Wait for everyone who still writes or reads these rows, so that what is checked next holds until the end. Groups name partitions,
        // so locks on the parent tables do not block them.
        await connection
            .Command(
                $"LOCK TABLE ONLY cells, ONLY receipts, ONLY snapshots{string.Concat(purged.Select(partition => $", {partition.Name}"))} IN ACCESS EXCLUSIVE MODE"
            )
            .ExecuteAsync()
            .ConfigureAwait(false);
        if (await SealAsync(connection, day).ConfigureAwait(false) && purged.Count > 0)
        {
            await connection
                .Command($"DROP TABLE {string.Join(", ", purged.Select(partition => partition.Name))}")
                .ExecuteAsync()
                .ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>The cells and receipts up to the day, and the snapshots of weeks up to the day's own.</summary>
    private static async Task<List<PostgresPartition>> FindAsync(NpgsqlConnection connection, DateOnly day)
    {
        var partitions = await ListAsync(connection, "cells", "receipts", "snapshots").ConfigureAwait(false);
        return [.. partitions.Where(partition => partition.Day <= day)];
    }

    private static async Task<bool> SealAsync(NpgsqlConnection connection, DateOnly day) => await connection
        .Command(
            """
            UPDATE days SET sealed = true
            WHERE day = $1 AND day = (SELECT min(day) FROM days WHERE NOT sealed)
                AND (SELECT coalesce(sum(changed), 0) FROM day_changes WHERE day_changes.day = $1) <= watermark
                AND EXISTS (SELECT 1 FROM publications WHERE kind = 2 AND final AND first_day >= $2)
            """,
            day, Epoch.Containing(day).FirstDay)
        .ExecuteAsync()
        .ConfigureAwait(false) > 0;
}

using System.Collections.Concurrent;
using Npgsql;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// Remembers which partitions exist, and creates missing ones. It may be out of date if another process purged: then a statement reports a
/// missing table, and <see cref="Forget"/> is called.
/// </summary>
internal sealed class KnownPartitions(PostgresDatabase database)
{
    private readonly ConcurrentDictionary<PostgresPartition, bool> _known = [];

    /// <summary>Whether the partition is known to exist.</summary>
    public bool Knows(PostgresPartition partition) => _known.ContainsKey(partition);

    /// <summary>Creates the partitions that are not known to exist.</summary>
    public async Task EnsureAsync(IReadOnlyCollection<PostgresPartition> partitions)
    {
        List<PostgresPartition> missing = [.. partitions.Where(partition => !Knows(partition))];
        if (missing.Count == 0)
        {
            return;
        }

        await database.TransactAsync(async connection =>
        {
            await connection.Command(PostgresLocks.Partitions).ExecuteAsync().ConfigureAwait(false);
            await CreateAsync(connection, missing).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        foreach (var partition in missing)
        {
            _known[partition] = true;
        }
    }

    /// <summary>Forgets all partitions, because some no longer exist.</summary>
    public void Forget() => _known.Clear();

    /// <summary>Creates missing partitions, in a transaction that holds <see cref="PostgresLocks.Partitions"/>.</summary>
    public static async Task CreateAsync(NpgsqlConnection connection, IEnumerable<PostgresPartition> partitions)
    {
        PostgresPartition[] wanted = [.. partitions.Distinct()];
        var there = await connection
            .Command(
                "SELECT name FROM unnest($1) AS name WHERE to_regclass(name) IS NOT NULL",
                [Array.ConvertAll(wanted, partition => partition.Name)]
            )
            .ReadRowsAsync(reader => reader.GetString(0))
            .ConfigureAwait(false);
        foreach (var partition in wanted.Where(partition => !there.Contains(partition.Name)))
        {
            await connection.Command(partition.CreateSql).ExecuteAsync().ConfigureAwait(false);
        }

        // Every day with stored rows is recorded for good, so that it is rolled up and purged in time; for snapshots, the Monday of their
        // week.
        await connection
            .Command(
                "INSERT INTO days (day) SELECT DISTINCT day FROM unnest($1) AS day ORDER BY day ON CONFLICT DO NOTHING",
                wanted.Select(partition => partition.Day).ToArray())
            .ExecuteAsync()
            .ConfigureAwait(false);
    }
}

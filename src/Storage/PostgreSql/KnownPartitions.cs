using System.Collections.Concurrent;
using Npgsql;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// Which partitions there are, as far as this process knows, and the making of those that are missing. What it knows may be out of date
/// where another process purged: then a statement finds a table missing, and <see cref="Forget"/> is called.
/// </summary>
internal sealed class KnownPartitions(PostgresDatabase database)
{
    private readonly ConcurrentDictionary<PostgresPartition, bool> _known = [];

    /// <summary>Whether it is there, as far as this process knows.</summary>
    public bool Knows(PostgresPartition partition) => _known.ContainsKey(partition);

    /// <summary>Sees to it that partitions are there.</summary>
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

    /// <summary>Forgets what it knew, since some of it was wrong.</summary>
    public void Forget() => _known.Clear();

    /// <summary>Makes partitions that are missing, in a transaction that holds <see cref="PostgresLocks.Partitions"/>.</summary>
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

        // A day of which something is stored is known for ever, so that it is rolled up and purged in its time; of snapshots
        // the Monday of their week.
        await connection
            .Command(
                "INSERT INTO days (day) SELECT DISTINCT day FROM unnest($1) AS day ORDER BY day ON CONFLICT DO NOTHING",
                wanted.Select(partition => partition.Day).ToArray())
            .ExecuteAsync()
            .ConfigureAwait(false);
    }
}

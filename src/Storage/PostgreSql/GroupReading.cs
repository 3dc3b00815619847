using Npgsql;
using ToolTime.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Takes a group's locks and reads what is stored for its submitters, in one round trip.</summary>
internal sealed class GroupReading(NpgsqlBatch batch, SubmissionGroup group)
{
    private readonly GroupState _state = new();

    /// <summary>For each statement, what is done with a row of its result.</summary>
    private readonly List<Action<NpgsqlDataReader>> _takers = [];

    /// <summary>Reads the state on which decisions about the group are based.</summary>
    /// <param name="connection">A connection in a transaction that has run no statement yet.</param>
    /// <param name="group">The group.</param>
    /// <param name="alone">Whether to lock the group's stripes exclusively, so that no other group interferes.</param>
    public static GroupState Read(NpgsqlConnection connection, SubmissionGroup group, bool alone)
    {
        using var batch = connection.CreateBatch();
        var reading = new GroupReading(batch, group);
        reading.Add(_ => { }, alone ? PostgresLocks.Hold : PostgresLocks.Share, group.Stripes);
        reading.AddTombstones();
        reading.AddReceipts();
        foreach (var rows in group.Keys.GroupBy(key => key.Partition))
        {
            reading.AddRows(rows.Key, [.. rows]);
        }

        reading.Run();
        return reading._state;
    }

    private void AddTombstones() =>
        Add(
            reader => _state.Tombstones[SubmitterOf(reader)] = reader.GetFieldValue<DateTimeOffset>(1),
            "SELECT submitter, deleted_at FROM tombstones WHERE submitter = ANY ($1)",
            [group.Submitters]);

    private void AddReceipts()
    {
        foreach (var receipts in group.Partitions.Where(partition => partition.IsOfReceipts))
        {
            Add(
                reader => _state.Receipts[(SubmitterOf(reader), receipts)] = new(reader.GetInt64(1), reader.GetInt32(2)),
                $"SELECT submitter, count(*), max(ordinal) FROM {receipts.Name} WHERE submitter = ANY ($1) GROUP BY submitter",
                [group.Submitters]);
        }
    }

    private void AddRows(PostgresPartition partition, RowKey[] keys)
    {
        var submitters = Array.ConvertAll(keys, key => key.Submitter.ToBytes());
        var clients = Array.ConvertAll(keys, key => checked((short)key.Client));
        if (partition.IsOfDay)
        {
            Add(
                reader => _state.Cells[KeyOf(reader, keys)] = CellOf(reader),
                $"""
                SELECT place, revision, content_hash, content, quarantined
                FROM unnest($1, $2) WITH ORDINALITY AS offered (submitter, client, place)
                JOIN {partition.Name} USING (submitter, client)
                """,
                submitters, clients);
            return;
        }

        Add(
            reader => _state.Snapshots.Add(KeyOf(reader, keys)),
            $"""
            SELECT place
            FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS offered (submitter, client, generated_hour, content_hash, place)
            JOIN {partition.Name} USING (submitter, client, generated_hour, content_hash)
            """,
            submitters,
            clients,
            Array.ConvertAll(keys, key => key.Hour),
            Array.ConvertAll(keys, key => Convert.FromHexString(key.ContentHash))
        );
    }

    private void Add(Action<NpgsqlDataReader> take, string sql, params ReadOnlySpan<object> values)
    {
        batch.Add(sql, values);
        _takers.Add(take);
    }

    private void Run()
    {
        using var reader = batch.ExecuteReader();
        foreach (var take in _takers)
        {
            while (reader.Read())
            {
                take(reader);
            }

            reader.NextResult();
        }
    }

    private static SubmitterId SubmitterOf(NpgsqlDataReader reader) => SubmitterId.FromBytes(reader.GetFieldValue<byte[]>(0));

    /// <summary>The key of a row that was found, which says its place among those offered, from 1.</summary>
    private static RowKey KeyOf(NpgsqlDataReader reader, RowKey[] keys) => keys[reader.GetInt64(0) - 1];

    private static StoredCell CellOf(NpgsqlDataReader reader) =>
        new(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3), reader.GetBoolean(4), Receipt: null);
}

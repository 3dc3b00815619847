using Npgsql;
using ToolTime.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Takes a group's locks and reads what is stored for its submitters, in one round trip.</summary>
internal static class GroupReading
{
    /// <summary>Reads the state on which decisions about the group are based.</summary>
    /// <param name="connection">A connection in a transaction that has run no statement yet.</param>
    /// <param name="group">The group.</param>
    /// <param name="alone">Whether to lock the group's stripes exclusively, so that no other group interferes.</param>
    public static GroupState Read(NpgsqlConnection connection, SubmissionGroup group, bool alone)
    {
        var state = new GroupState();
        using var batch = connection.CreateBatch();
        var takers = new List<Action<NpgsqlDataReader>>();
        void Add(Action<NpgsqlDataReader> take, string sql, params ReadOnlySpan<object> values)
        {
            batch.Add(sql, values);
            takers.Add(take);
        }

        Add(_ => { }, alone ? PostgresLocks.Hold : PostgresLocks.Share, group.Stripes);
        Add(
            reader => state.Tombstones[SubmitterOf(reader)] = reader.GetFieldValue<DateTimeOffset>(1),
            "SELECT submitter, deleted_at FROM tombstones WHERE submitter = ANY ($1)",
            [group.Submitters]);
        foreach (var receipts in group.Partitions.Where(partition => partition.IsOfReceipts))
        {
            Add(
                reader => state.Receipts[(SubmitterOf(reader), receipts)] = new(reader.GetInt64(1), reader.GetInt32(2)),
                $"SELECT submitter, count(*), max(ordinal) FROM {receipts.Name} WHERE submitter = ANY ($1) GROUP BY submitter",
                [group.Submitters]);
        }

        foreach (var rows in group.Keys.GroupBy(key => key.Partition))
        {
            AddRows([.. rows]);
        }

        Read(batch, takers);
        return state;

        void AddRows(RowKey[] keys)
        {
            var submitters = Array.ConvertAll(keys, key => key.Submitter.ToBytes());
            var clients = Array.ConvertAll(keys, key => checked((short)key.Client));
            if (keys[0].Partition.IsOfDay)
            {
                Add(
                    reader =>
                        state.Cells[keys[reader.GetInt64(0) - 1]] = new(
                            reader.GetInt64(1),
                            reader.GetFieldValue<byte[]>(2),
                            reader.GetFieldValue<byte[]>(3),
                            reader.GetBoolean(4),
                            Receipt: null
                        ),
                    $"""
                    SELECT place, revision, content_hash, content, quarantined
                    FROM unnest($1, $2) WITH ORDINALITY AS offered (submitter, client, place)
                    JOIN {keys[0].Partition.Name} USING (submitter, client)
                    """,
                    submitters, clients);
                return;
            }

            Add(
                reader => state.Snapshots.Add(keys[reader.GetInt64(0) - 1]),
                $"""
                SELECT place
                FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS offered (submitter, client, generated_hour, content_hash, place)
                JOIN {keys[0].Partition.Name} USING (submitter, client, generated_hour, content_hash)
                """,
                submitters,
                clients,
                Array.ConvertAll(keys, key => key.Hour),
                Array.ConvertAll(keys, key => Convert.FromHexString(key.ContentHash))
            );
        }
    }

    private static SubmitterId SubmitterOf(NpgsqlDataReader reader) => SubmitterId.FromBytes(reader.GetFieldValue<byte[]>(0));

    private static void Read(NpgsqlBatch batch, List<Action<NpgsqlDataReader>> takers)
    {
        using var reader = batch.ExecuteReader();
        foreach (var take in takers)
        {
            while (reader.Read())
            {
                take(reader);
            }

            reader.NextResult();
        }
    }
}

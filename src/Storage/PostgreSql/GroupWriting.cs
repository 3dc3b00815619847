using Npgsql;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Writes the decisions on a group in one round trip; keys and conditions in the database check them again.</summary>
internal static class GroupWriting
{
    /// <summary>Writes a group's receipts and rows, and counts the changes.</summary>
    /// <param name="connection">The connection whose transaction read the state.</param>
    /// <param name="state">The decisions.</param>
    /// <returns>False if another process has meanwhile written something that changes the decisions; the transaction must then be rolled
    /// back.</returns>
    public static bool TryWrite(NpgsqlConnection connection, GroupState state)
    {
        using var batch = connection.CreateBatch();
        var expected = new List<int>();
        AddReceipts(batch, expected, state);
        AddCells(batch, expected, state);
        AddSnapshots(batch, expected, state);
        AddChanges(
            batch,
            connection,
            state.NewCells.Select(key => key.Partition.Day));
        batch.ExecuteNonQuery();
        return expected.Index().All(statement => (int)batch.BatchCommands[statement.Index].RecordsAffected == statement.Item);
    }

    /// <summary>Counts changes of days, in a slot that few other connections use at the same time.</summary>
    public static void AddChanges(NpgsqlBatch batch, NpgsqlConnection connection, IEnumerable<DateOnly> days)
    {
        var slot = (short)(connection.ProcessID % 32);
        batch.Add(
            "INSERT INTO day_changes AS stored (day, slot, changed) SELECT day, $2, 1 FROM unnest($1) AS day ON CONFLICT (day, slot) DO UPDATE SET changed = stored.changed + 1",
            days.Distinct().Order().ToArray(), slot);
    }

    /// <summary>Counts, as the last step of a transaction, that a submitter's rows were removed, excluded or included again.</summary>
    public static void AddRemovals(NpgsqlBatch batch, NpgsqlConnection connection, IReadOnlyCollection<DateOnly> days)
    {
        AddChanges(batch, connection, days);
        batch.Add(PostgresRemovals.Add);
    }

    private static void AddReceipts(NpgsqlBatch batch, List<int> expected, GroupState state)
    {
        foreach (var receipts in state.NewReceipts.GroupBy(receipt => receipt.Partition).OrderBy(receipts => receipts.Key.Day))
        {
            NewReceipt[] sorted = [.. receipts];
            Array.Sort(sorted, NewReceipt.Compare);
            batch.Add(
                $"""
                INSERT INTO {receipts.Key.Name} (day, submitter, ordinal, id, received_hour, quarantined)
                SELECT $1, * FROM unnest($2, $3, $4, $5, $6)
                ON CONFLICT (submitter, ordinal, day) DO NOTHING
                """,
                receipts.Key.Day,
                Array.ConvertAll(sorted, receipt => receipt.Submitter.ToBytes()),
                Array.ConvertAll(sorted, receipt => receipt.Ordinal),
                Array.ConvertAll(sorted, receipt => receipt.Id),
                Array.ConvertAll(sorted, receipt => receipt.ReceivedHour),
                Array.ConvertAll(sorted, receipt => state.IsQuarantined(receipt.Id)));
            expected.Add(sorted.Length);
        }
    }

    private static void AddCells(NpgsqlBatch batch, List<int> expected, GroupState state)
    {
        foreach (var (partition, keys) in Sorted(state.NewCells))
        {
            var cells = Array.ConvertAll(keys, key => state.Cells[key]);
            batch.Add(
                $"""
                INSERT INTO {partition.Name} AS stored (day, submitter, client, revision, content_hash, content, receipt, quarantined)
                SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (submitter, client, day) DO UPDATE
                SET revision = excluded.revision, content_hash = excluded.content_hash, content = excluded.content, receipt = excluded.receipt,
                    quarantined = excluded.quarantined
                WHERE (excluded.revision, excluded.content_hash) > (stored.revision, stored.content_hash)
                """,
                partition.Day,
                Array.ConvertAll(keys, key => key.Submitter.ToBytes()),
                Array.ConvertAll(keys, key => checked((short)key.Client)),
                Array.ConvertAll(cells, cell => cell.Revision),
                Array.ConvertAll(cells, cell => cell.ContentHash),
                Array.ConvertAll(cells, cell => cell.Content),
                Array.ConvertAll(cells, cell => cell.Receipt!.Value),
                Array.ConvertAll(cells, cell => state.IsQuarantined(cell.Receipt!.Value)));
            expected.Add(keys.Length);
        }
    }

    private static void AddSnapshots(NpgsqlBatch batch, List<int> expected, GroupState state)
    {
        foreach (var (partition, keys) in Sorted(state.NewSnapshots.Keys))
        {
            var snapshots = Array.ConvertAll(keys, key => state.NewSnapshots[key]);
            batch.Add(
                $"""
                INSERT INTO {partition.Name} (week, submitter, client, generated_hour, content_hash, total_events, content, receipt, quarantined)
                SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9)
                ON CONFLICT (submitter, client, generated_hour, content_hash, week) DO NOTHING
                """,
                partition.Day,
                Array.ConvertAll(keys, key => key.Submitter.ToBytes()),
                Array.ConvertAll(keys, key => checked((short)key.Client)),
                Array.ConvertAll(keys, key => key.Hour),
                Array.ConvertAll(keys, key => Convert.FromHexString(key.ContentHash)),
                Array.ConvertAll(snapshots, snapshot => snapshot.Row.TotalEvents),
                Array.ConvertAll(snapshots, snapshot => snapshot.Row.Content.ToArray()),
                Array.ConvertAll(snapshots, snapshot => snapshot.Receipt),
                Array.ConvertAll(snapshots, snapshot => state.IsQuarantined(snapshot.Receipt)));
            expected.Add(keys.Length);
        }
    }

    private static IEnumerable<(PostgresPartition Partition, RowKey[] Keys)> Sorted(IEnumerable<RowKey> keys) =>
        keys.GroupBy(key => key.Partition).OrderBy(rows => rows.Key.Day).Select(rows => (rows.Key, rows.Order().ToArray()));
}

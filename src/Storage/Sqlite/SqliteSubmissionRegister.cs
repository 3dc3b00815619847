using Microsoft.Data.Sqlite;
using ToolTime.Grains.Operators;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.Sqlite;

/// <summary>Single submissions, found by their receipts.</summary>
internal sealed class SqliteSubmissionRegister(SqliteDatabase database) : ISubmissionRegister
{
    public Task<IReadOnlyList<RegisteredSubmission>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RegisteredSubmission>>(connection => List(connection, database.Damaged, limit), cancellationToken);

    public Task<bool> RemoveAsync(Guid receipt) => database.WriteAsync(writes =>
    {
        if (Find(writes, receipt) is not { } sequence)
        {
            return false;
        }

        MarkChanged(writes, sequence);
        writes.Ready("DELETE FROM cells WHERE receipt = $1", sequence).ExecuteNonQuery();
        writes.Ready("DELETE FROM snapshots WHERE receipt = $1", sequence).ExecuteNonQuery();
        writes.Ready("DELETE FROM receipts WHERE sequence = $1", sequence).ExecuteNonQuery();
        return true;
    });

    public Task<bool> SetQuarantineAsync(Guid receipt, bool quarantined) => database.WriteAsync(writes =>
    {
        if (Find(writes, receipt) is not { } sequence)
        {
            return false;
        }

        var flag = quarantined ? 1 : 0;
        if (writes.Ready("UPDATE receipts SET quarantined = $2 WHERE sequence = $1 AND quarantined <> $2", sequence, flag).ExecuteNonQuery() > 0)
        {
            MarkChanged(writes, sequence);
        }

        return true;
    });

    private static List<RegisteredSubmission> List(SqliteConnection connection, DamagedRows damaged, int limit)
    {
        using var command = connection.Command(
            "SELECT sequence, id, received_hour, quarantined FROM receipts ORDER BY sequence DESC LIMIT $limit", ("$limit", limit));
        using var reader = command.ExecuteReader();
        var submissions = new List<RegisteredSubmission>();
        while (reader.Read())
        {
            submissions.Add(new(
                new Guid(reader.GetFieldValue<byte[]>(1), bigEndian: true),
                DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(2)),
                reader.GetInt64(3) == 1,
                RowsOf(connection, damaged, reader.GetInt64(0))));
        }

        return submissions;
    }

    private static List<KeptRow> RowsOf(SqliteConnection connection, DamagedRows damaged, long receipt)
    {
        var rows = new List<KeptRow>();
        using var cells = SqliteRowSource.OfReceiptsCells(connection, damaged, receipt);
        using var snapshots = SqliteRowSource.OfReceiptsSnapshots(connection, damaged, receipt);
        foreach (var source in (SqliteRowSource[])[cells, snapshots])
        {
            while (source.Submitter is not null)
            {
                rows.Add(source.Take());
            }
        }

        return rows;
    }

    private static long? Find(SqliteWrites writes, Guid receipt) =>
        writes.Ready("SELECT sequence FROM receipts WHERE id = $1", receipt.ToByteArray(bigEndian: true)).ExecuteScalar() as long?;

    /// <summary>Has the days and weeks that the rows count in computed anew, where they still can be.</summary>
    private static void MarkChanged(SqliteWrites writes, long receipt)
    {
        var sequence = writes.NextSequence();
        var days = writes.ReadNumbers("SELECT day FROM cells WHERE receipt = $1", receipt);
        foreach (var day in days)
        {
            writes.Ready("UPDATE days SET changed = $2 WHERE day = $1", day, sequence).ExecuteNonQuery();
        }

        var submitter = (byte[])writes.Ready("SELECT submitter FROM receipts WHERE sequence = $1", receipt).ExecuteScalar()!;
        var weeks = writes.ReadNumbers("SELECT week FROM snapshots WHERE receipt = $1", receipt);
        SqliteRemovals.Add(writes, submitter, weeks.Concat(days.Select(SqliteValues.WeekOf)), sequence);
    }
}

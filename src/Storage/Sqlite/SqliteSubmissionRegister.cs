using Microsoft.Data.Sqlite;
using ToolTime.Grains.Operators;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.Sqlite;

/// <summary>
/// Single submissions, identified by receipt. Finding an id searches all receipts, which takes a while if there are millions, but blocks
/// nobody.
/// </summary>
internal sealed class SqliteSubmissionRegister(SqliteDatabase database) : ISubmissionRegister
{
    public Task<IReadOnlyList<RegisteredSubmission>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RegisteredSubmission>>(connection => List(connection, database.Damaged, limit), cancellationToken);

    public Task<bool> RemoveAsync(Guid receipt) => ChangeAsync(receipt, (context, sequence) =>
    {
        MarkChanged(context, sequence);
        context.Command("DELETE FROM cells WHERE receipt = $1", sequence).ExecuteNonQuery();
        context.Command("DELETE FROM snapshots WHERE receipt = $1", sequence).ExecuteNonQuery();
        context.Command("DELETE FROM receipts WHERE sequence = $1", sequence).ExecuteNonQuery();
    });

    public Task<bool> SetQuarantineAsync(Guid receipt, bool quarantined) => ChangeAsync(receipt, (context, sequence) =>
    {
        var flag = quarantined ? 1 : 0;
        if (context.Command("UPDATE receipts SET quarantined = $2 WHERE sequence = $1 AND quarantined <> $2", sequence, flag).ExecuteNonQuery() > 0)
        {
            MarkChanged(context, sequence);
        }
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

    private static List<StoredRow> RowsOf(SqliteConnection connection, DamagedRows damaged, long receipt)
    {
        var rows = new List<StoredRow>();
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

    /// <summary>Changes a submission; false if there is none with that receipt, or it is gone by then.</summary>
    private async Task<bool> ChangeAsync(Guid receipt, Action<SqliteWriteContext, long> change)
    {
        var id = receipt.ToByteArray(bigEndian: true);
        var found = await database.ReadAsync(connection => Find(connection, id), CancellationToken.None).ConfigureAwait(false);
        return found is { } sequence && await database.WriteAsync(context =>
        {
            if (context.Command("SELECT 1 FROM receipts WHERE sequence = $1 AND id = $2", sequence, id).ExecuteScalar() is null)
            {
                return false;
            }

            change(context, sequence);
            return true;
        }).ConfigureAwait(false);
    }

    private static long? Find(SqliteConnection connection, byte[] id)
    {
        using var command = connection.Command("SELECT sequence FROM receipts WHERE id = $id LIMIT 1", ("$id", id));
        return command.ExecuteScalar() as long?;
    }

    /// <summary>Marks the days of a submission's rows as changed, if they can still be recomputed.</summary>
    private static void MarkChanged(SqliteWriteContext context, long receipt)
    {
        var sequence = context.NextSequence();
        var days = context.ReadNumbers("SELECT day FROM cells WHERE receipt = $1", receipt);
        foreach (var day in days)
        {
            context.Command("UPDATE days SET changed = $2 WHERE day = $1", day, sequence).ExecuteNonQuery();
        }

        context.CountRemoval();
    }
}

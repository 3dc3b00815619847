using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Deletes what a submitter sent and prevents it from coming back.</summary>
internal sealed class PostgresDeletionStore(PostgresDatabase database) : IDeletionStore
{
    public Task DeleteAsync(SubmitterId submitter, Epoch epoch, DateTimeOffset deletedAt) =>
        database.TransactAsync(connection =>
            DeleteAsync(connection, submitter, epoch, DateTimeOffset.FromUnixTimeSeconds(deletedAt.ToUnixTimeSeconds()))
        );

    public Task<int> DropTombstonesAsync(DateTimeOffset beforeExclusive) => database.TransactAsync(connection => connection
        .Command("DELETE FROM tombstones WHERE deleted_at < $1", DateTimeOffset.FromUnixTimeSeconds(beforeExclusive.ToUnixTimeSeconds()))
        .ExecuteAsync());

    private static async Task<bool> DeleteAsync(NpgsqlConnection connection, SubmitterId submitter, Epoch epoch, DateTimeOffset deletedAt)
    {
        // Nobody can store this submitter's rows meanwhile, and later writers see the tombstone.
        var id = submitter.ToBytes();
        await connection.Command(PostgresLocks.Hold, new[] { PostgresLocks.StripeOf(submitter) }).ExecuteAsync().ConfigureAwait(false);
        var (first, end) = (epoch.FirstDay, epoch.FirstDay.AddDays(Epoch.Days));
        var days = await DeleteRowsAsync(
                connection,
                "DELETE FROM cells WHERE submitter = $1 AND day >= $2 AND day < $3 RETURNING day",
                id,
                first,
                end
            )
            .ConfigureAwait(false);

        // Snapshots from older servers count in the week in which they were made, which may be the first of the next epoch.
        var weeks = await DeleteRowsAsync(
                connection,
                "DELETE FROM snapshots WHERE submitter = $1 AND week >= $2 AND week <= $3 RETURNING week",
                id,
                first,
                end
            )
            .ConfigureAwait(false);

        var removed =
            await connection.Command("DELETE FROM receipts WHERE submitter = $1", id).ExecuteAsync().ConfigureAwait(false)
            + days.Count
            + weeks.Count;
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Add(
                """
                INSERT INTO tombstones AS stored (submitter, deleted_at, removed_at) VALUES ($1, $2, CASE WHEN $3 THEN $2 END)
                ON CONFLICT (submitter) DO UPDATE
                SET deleted_at = greatest(stored.deleted_at, excluded.deleted_at), removed_at = coalesce(excluded.removed_at, stored.removed_at)
                """,
                id, deletedAt, removed > 0);
            if (removed > 0)
            {
                GroupWriting.AddRemovals(batch, connection, days);
            }

            await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
            return true;
        }
    }

    private static Task<List<DateOnly>> DeleteRowsAsync(
        NpgsqlConnection connection,
        string sql,
        byte[] submitter,
        DateOnly from,
        DateOnly to
    ) => connection.Command(sql, submitter, from, to).ReadRowsAsync(reader => reader.GetFieldValue<DateOnly>(0));
}

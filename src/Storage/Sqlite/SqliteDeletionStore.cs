using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Submissions;

namespace ToolTime.Storage.Sqlite;

/// <summary>Deletes what a submitter sent and prevents it from coming back.</summary>
internal sealed class SqliteDeletionStore(SqliteDatabase database) : IDeletionStore
{
    public Task DeleteAsync(SubmitterId submitter, Epoch epoch, DateTimeOffset deletedAt) =>
        database.WriteAsync(context => Delete(context, submitter.ToBytes(), epoch, deletedAt));

    public Task<int> DropTombstonesAsync(DateTimeOffset beforeExclusive) => database.WriteAsync(context =>
        context.Command("DELETE FROM tombstones WHERE deleted_at < $1", beforeExclusive.ToUnixTimeSeconds()).ExecuteNonQuery());

    private static int Delete(SqliteWriteContext context, byte[] submitter, Epoch epoch, DateTimeOffset deletedAt)
    {
        var sequence = context.NextSequence();
        var removed = 0;
        for (var day = epoch.FirstDay; day < epoch.FirstDay.AddDays(Epoch.Days); day = day.AddDays(1))
        {
            var cells = context
                .Command("DELETE FROM cells WHERE day = $1 AND submitter = $2", SqliteValues.From(day), submitter)
                .ExecuteNonQuery();
            if (cells > 0)
            {
                context.Command("UPDATE days SET changed = $2 WHERE day = $1", SqliteValues.From(day), sequence).ExecuteNonQuery();
                removed += cells;
            }
        }

        // Snapshots from older servers count in the week in which they were made, which may be the first of the next epoch.
        for (var week = IsoWeek.Containing(epoch.FirstDay); week.FirstDay <= epoch.FirstDay.AddDays(Epoch.Days); week = week.Next)
        {
            removed += context
                .Command("DELETE FROM snapshots WHERE week = $1 AND submitter = $2", SqliteValues.From(week), submitter)
                .ExecuteNonQuery();
        }

        removed += context.Command("DELETE FROM receipts WHERE submitter = $1", submitter).ExecuteNonQuery();
        if (removed > 0)
        {
            context.CountRemoval();
        }

        return context
            .Command(
                """
                INSERT INTO tombstones (submitter, deleted_at, removed_at) VALUES ($1, $2, $3)
                ON CONFLICT (submitter) DO UPDATE SET deleted_at = max(deleted_at, excluded.deleted_at), removed_at = ifnull(excluded.removed_at, removed_at)
                """,
                submitter,
                deletedAt.ToUnixTimeSeconds(),
                removed > 0 ? deletedAt.ToUnixTimeSeconds() : DBNull.Value
            )
            .ExecuteNonQuery();
    }
}

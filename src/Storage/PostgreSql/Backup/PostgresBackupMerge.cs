using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Storage.Backup;
using ToolTime.Submissions;

namespace ToolTime.Storage.PostgreSql.Backup;

/// <summary>
/// Merges pieces of a backup inside a transaction; existing data stays. Its locks keep others from storing, deleting or purging the same
/// data meanwhile.
/// </summary>
internal sealed class PostgresBackupMerge(NpgsqlConnection connection, DateOnly oldestDay)
{
    private readonly RestoreState _state = new(oldestDay);

    /// <summary>Merges the pieces and returns how many rows were stored.</summary>
    public async Task<int> MergeAsync(IReadOnlyList<BackupPiece> pieces)
    {
        await LockAsync(pieces).ConfigureAwait(false);
        foreach (var deletion in pieces.OfType<BackupPiece.Deletion>())
        {
            await DeleteAsync(deletion).ConfigureAwait(false);
        }

        foreach (var week in pieces.OfType<BackupPiece.Publication>())
        {
            await ArchiveAsync(week).ConfigureAwait(false);
        }

        foreach (var period in pieces.OfType<BackupPiece.Period>())
        {
            await PostgresPublicationStore.StoreAsync(connection, period.ToPublication()).ConfigureAwait(false);
        }

        foreach (var day in pieces.OfType<BackupPiece.Day>().Where(_state.MaySeal))
        {
            await SealAsync(day).ConfigureAwait(false);
        }

        await ReadStateAsync(pieces).ConfigureAwait(false);
        await PostgresBackupRows
            .StoreAsync(connection, pieces.OfType<BackupPiece.Receipt>().Where(_state.MayStore).ToArray())
            .ConfigureAwait(false);
        var days = await PostgresBackupRows
            .StoreAsync(connection, pieces.OfType<BackupPiece.Cell>().Where(_state.MayStore).ToArray())
            .ConfigureAwait(false);
        var snapshots = await PostgresBackupRows
            .StoreAsync(connection, pieces.OfType<BackupPiece.Snapshot>().Where(_state.MayStore).ToArray())
            .ConfigureAwait(false);
        await MarkChangedAsync(days).ConfigureAwait(false);
        return days.Count
            + snapshots
            + await new PostgresTelemetryMerge(connection, oldestDay).MergeAsync(pieces).ConfigureAwait(false);
    }

    private async Task LockAsync(IReadOnlyList<BackupPiece> pieces)
    {
        var stripes = pieces
            .Select(RestoreState.SubmitterOf)
            .OfType<byte[]>()
            .Select(submitter => PostgresLocks.StripeOf(SubmitterId.FromBytes(submitter)));
        await connection.Command(PostgresLocks.Partitions).ExecuteAsync().ConfigureAwait(false);
        await connection.Command(PostgresLocks.Hold, stripes.Distinct().Order().ToArray()).ExecuteAsync().ConfigureAwait(false);
    }

    private async Task DeleteAsync(BackupPiece.Deletion deletion)
    {
        var isNews = await connection
            .Command(
                """
                INSERT INTO tombstones AS stored (submitter, deleted_at) VALUES ($1, $2)
                ON CONFLICT (submitter) DO UPDATE SET deleted_at = excluded.deleted_at WHERE excluded.deleted_at > stored.deleted_at
                """,
                deletion.Submitter, deletion.At)
            .ExecuteAsync()
            .ConfigureAwait(false) > 0;
        if (!isNews)
        {
            return;
        }

        var days = await connection
            .Command(
                "DELETE FROM cells WHERE submitter = $1 AND day <= $2 RETURNING day",
                deletion.Submitter,
                deletion.At.UtcDay()
            )
            .ReadRowsAsync(reader => reader.GetFieldValue<DateOnly>(0))
            .ConfigureAwait(false);
        await connection
            .Command(
                "DELETE FROM snapshots WHERE submitter = $1 AND generated_hour < $2",
                deletion.Submitter,
                deletion.At + Tombstone.SnapshotSpan
            )
            .ExecuteAsync()
            .ConfigureAwait(false);
        await connection
            .Command("DELETE FROM receipts WHERE submitter = $1 AND received_hour <= $2", deletion.Submitter, deletion.At)
            .ExecuteAsync()
            .ConfigureAwait(false);
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            GroupWriting.AddRemovals(batch, connection, days);
            await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private Task<int> ArchiveAsync(BackupPiece.Publication week) => connection
        .Command(
            "INSERT INTO archived_weeks (week, published_at, etag, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            week.Monday, week.PublishedAt, week.ETag, BackupRows.BytesOf(week.Body))
        .ExecuteAsync();

    /// <summary>Marks a day as sealed if nothing is known about it here.</summary>
    private async Task SealAsync(BackupPiece.Day day)
    {
        if (
            await connection
                .Command("INSERT INTO days (day, sealed) VALUES ($1, true) ON CONFLICT DO NOTHING", day.Date)
                .ExecuteAsync()
                .ConfigureAwait(false) > 0
        )
        {
            await PostgresAggregates
                .ReplaceAsync(connection, day.Date, [.. day.Aggregates.Select(aggregate => aggregate.ToAggregate())])
                .ConfigureAwait(false);
        }
    }

    private async Task ReadStateAsync(IReadOnlyList<BackupPiece> pieces)
    {
        var tombstones = await connection
            .Command(
                "SELECT submitter, deleted_at FROM tombstones WHERE submitter = ANY ($1)",
                [pieces.Select(RestoreState.SubmitterOf).OfType<byte[]>().ToArray()]
            )
            .ReadRowsAsync(reader => (Submitter: reader.GetFieldValue<byte[]>(0), At: reader.GetFieldValue<DateTimeOffset>(1)))
            .ConfigureAwait(false);
        tombstones.ForEach(tombstone => _state.AddDeletion(tombstone.Submitter, tombstone.At));
        var days = await connection
            .Command("SELECT day FROM days WHERE sealed")
            .ReadRowsAsync(reader => reader.GetFieldValue<DateOnly>(0))
            .ConfigureAwait(false);
        days.ForEach(_state.AddSealed);
    }

    private async Task MarkChangedAsync(List<DateOnly> days)
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            GroupWriting.AddChanges(batch, connection, days);
            await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }
}

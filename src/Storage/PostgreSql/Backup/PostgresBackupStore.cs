using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using ToolTime.Storage.Backup;

namespace ToolTime.Storage.PostgreSql.Backup;

/// <summary>Reads everything for a backup from one snapshot, and merges what is missing.</summary>
internal sealed class PostgresBackupStore(PostgresDatabase database) : IBackupStore
{
    public async IAsyncEnumerable<BackupPiece> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connection = await GuardAsync(() => database.OpenSnapshotAsync(cancellationToken)).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var snapshot = await GuardAsync(() => connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken))
                .ConfigureAwait(false);
            await using (snapshot.ConfigureAwait(false))
            {
                var pieces = PostgresBackupReading
                    .ReadAllAsync(connection, database.Damaged, cancellationToken)
                    .GetAsyncEnumerator(cancellationToken);
                await using (pieces.ConfigureAwait(false))
                {
                    while (await GuardAsync(pieces.MoveNextAsync).ConfigureAwait(false))
                    {
                        yield return pieces.Current;
                    }
                }
            }
        }
    }

    public Task<int> MergeAsync(IReadOnlyList<BackupPiece> pieces, DateOnly oldestDay) =>
        database.TransactAsync(connection => new PostgresBackupMerge(connection, oldestDay).MergeAsync(pieces));

    private static async Task<T> GuardAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (NpgsqlException exception) when (PostgresFaults.IsEnvironmentFault(exception))
        {
            throw PostgresFaults.ToUnavailable(exception);
        }
    }
}

using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using ToolTime.Storage.Backup;

namespace ToolTime.Storage.Sqlite.Backup;

/// <summary>Reads everything for a backup from one snapshot, and merges what is missing.</summary>
internal sealed class SqliteBackupStore(SqliteDatabase database) : IBackupStore
{
    public async IAsyncEnumerable<BackupPiece> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var connection = database.OpenReader();
        using var snapshot = connection.BeginTransaction(deferred: true);
        using var pieces = SqliteBackupReading.ReadAll(connection, database.Damaged).GetEnumerator();
        while (await Task.Run(() => MoveNext(pieces), cancellationToken).ConfigureAwait(false))
        {
            yield return pieces.Current;
        }
    }

    public Task<int> MergeAsync(IReadOnlyList<BackupPiece> pieces, DateOnly oldestDay) =>
        database.WriteAsync(context => new SqliteBackupMerge(context, oldestDay, database.Damaged).Merge(pieces));

    private static bool MoveNext(IEnumerator<BackupPiece> pieces)
    {
        try
        {
            return pieces.MoveNext();
        }
        catch (SqliteException exception) when (SqliteFaults.IsEnvironmentFault(exception))
        {
            throw SqliteFaults.ToUnavailable(exception);
        }
    }
}

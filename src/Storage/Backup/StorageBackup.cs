using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Names;

namespace ToolTime.Storage.Backup;

/// <summary>Takes backups of the storage and restores them while the server is running.</summary>
public sealed class StorageBackup(IBackupStore store, CurrentNames names, DomainClock clock)
{
    /// <summary>The number of pieces merged in one transaction: some milliseconds, during which other writes wait.</summary>
    private const int BatchSize = 500;

    private bool IsSimulated => clock.IsSimulated;

    /// <summary>Writes a backup of the present state.</summary>
    /// <returns>The number of pieces.</returns>
    /// <exception cref="StorageUnavailableException">Storage could not answer; the backup is cut off.</exception>
    public Task<long> WriteAsync(Stream to, CancellationToken cancellationToken) =>
        BackupFormat.WriteAsync(to, clock.GetUtcNow(), IsSimulated, store.ReadAsync(cancellationToken), cancellationToken);

    /// <summary>Reads a whole backup without changing anything.</summary>
    /// <returns>The number of rows.</returns>
    /// <exception cref="InvalidDataException">It cannot be restored here. The message is one line for the operator.</exception>
    public async Task<long> CheckAsync(Stream from, CancellationToken cancellationToken)
    {
        var rows = 0L;
        await foreach (var piece in BackupFormat.ReadAsync(from, cancellationToken).ConfigureAwait(false))
        {
            if (piece is BackupPiece.Header header)
            {
                Admit(header);
            }

            rows += IsRow(piece) ? 1 : 0;
        }

        return rows;
    }

    /// <summary>
    /// Restores what is missing; existing data is not changed. Rows of days whose deletions may have been forgotten are skipped. May be
    /// called again, with the same or another backup, and after an interruption.
    /// </summary>
    /// <exception cref="InvalidDataException">The backup, or the rest of it, cannot be restored here. The message is one line for the
    /// operator.</exception>
    /// <exception cref="StorageUnavailableException">Storage did not accept all of it.</exception>
    public async Task<RestoreReport> RestoreAsync(Stream from, CancellationToken cancellationToken)
    {
        var oldestDay = (clock.GetUtcNow() - Tombstone.Lifetime).UtcDay();
        var report = new RestoreReport(default, 0, 0);
        var batch = new List<BackupPiece>(BatchSize);
        await foreach (var piece in BackupFormat.ReadAsync(from, cancellationToken).ConfigureAwait(false))
        {
            if (piece is BackupPiece.Header header)
            {
                Admit(header);
                report = report with { TakenAt = header.TakenAt };
                continue;
            }

            report = IsRow(piece) ? report with { Rows = report.Rows + 1 } : report;
            batch.Add(piece);
            if (batch.Count == BatchSize)
            {
                report = report with { Stored = report.Stored + await MergeAsync(batch, oldestDay).ConfigureAwait(false) };
                batch.Clear();
            }
        }

        return report with { Stored = report.Stored + await MergeAsync(batch, oldestDay).ConfigureAwait(false) };
    }

    private async Task<int> MergeAsync(List<BackupPiece> batch, DateOnly oldestDay)
    {
        try
        {
            List<BackupPiece> normalized = [.. batch.Select(piece => BackupNames.Normalize(piece, names.List))];
            return await store.MergeAsync(normalized, oldestDay).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            throw new InvalidDataException(
                "The backup has a piece that this server does not understand; a newer server may have written it.",
                exception
            );
        }
    }

    private static bool IsRow(BackupPiece piece) => piece is BackupPiece.Cell or BackupPiece.Snapshot or BackupPiece.DeviceEvents;

    private void Admit(BackupPiece.Header header)
    {
        if (header.Simulated != IsSimulated)
        {
            throw new InvalidDataException(
                header.Simulated
                    ? "The backup was taken with a simulated clock and would mix with real reports."
                    : "The backup contains real reports, which must not be used with a simulated clock."
            );
        }
    }
}

/// <summary>What a restore did.</summary>
/// <param name="TakenAt">When the backup was taken.</param>
/// <param name="Rows">The number of rows in the backup.</param>
/// <param name="Stored">The number of rows restored; the others were already stored, deleted, or too old.</param>
public sealed record RestoreReport(DateTimeOffset TakenAt, long Rows, long Stored);

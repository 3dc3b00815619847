using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Names;

namespace ToolTime.Storage.Backup;

/// <summary>Takes backups of the storage and restores them, while the server works.</summary>
public sealed class Backups(IBackupStore store, CurrentNames names, DomainClock clock)
{
    /// <summary>Pieces that are taken up in one transaction: some milliseconds, for which others wait.</summary>
    private const int BatchSize = 500;

    private bool IsSimulated => clock.IsSimulated;

    /// <summary>Writes a backup of everything as it is now.</summary>
    /// <returns>How many pieces it holds.</returns>
    /// <exception cref="StorageUnavailableException">Storage could not answer; what was written is cut off.</exception>
    public Task<long> WriteAsync(Stream to, CancellationToken cancellationToken) =>
        BackupFormat.WriteAsync(to, clock.GetUtcNow(), IsSimulated, store.ReadAsync(cancellationToken), cancellationToken);

    /// <summary>Reads a backup to its end without changing anything.</summary>
    /// <exception cref="InvalidDataException">It cannot be restored here. The message is one line for the operator.</exception>
    public async Task CheckAsync(Stream from, CancellationToken cancellationToken)
    {
        await foreach (var piece in BackupFormat.ReadAsync(from, cancellationToken).ConfigureAwait(false))
        {
            if (piece is BackupPiece.Header header)
            {
                Admit(header);
            }
        }
    }

    /// <summary>
    /// Takes up what is missing here; what is here stays. Rows of days for which deletions may be forgotten by now are skipped. May be
    /// called again, with the same backup or another one, and after it was interrupted.
    /// </summary>
    /// <exception cref="InvalidDataException">It cannot be restored here, or not from some piece on. The message is one line for the
    /// operator.</exception>
    /// <exception cref="StorageUnavailableException">Storage could not take all of it.</exception>
    public async Task<RestoreReport> RestoreAsync(Stream from, CancellationToken cancellationToken)
    {
        var oldestDay = DateOnly.FromDateTime((clock.GetUtcNow() - Tombstone.Lifetime).UtcDateTime);
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

            report = piece is BackupPiece.Cell or BackupPiece.Snapshot or BackupPiece.TelemetryEvents
                ? report with
                {
                    Rows = report.Rows + 1,
                }
                : report;
            batch.Add(BackupNames.Normalize(piece, names.List));
            if (batch.Count == BatchSize)
            {
                report = report with { Stored = report.Stored + await store.MergeAsync(batch, oldestDay).ConfigureAwait(false) };
                batch.Clear();
            }
        }

        return report with
        {
            Stored = report.Stored + await store.MergeAsync(batch, oldestDay).ConfigureAwait(false),
        };
    }

    private void Admit(BackupPiece.Header header)
    {
        if (header.Simulated != IsSimulated)
        {
            throw new InvalidDataException(
                header.Simulated
                    ? "The backup was taken under a simulated clock and would mix with real reports."
                    : "The backup holds real reports, which a simulated clock must not touch."
            );
        }
    }
}

/// <summary>What a restore did.</summary>
/// <param name="TakenAt">When the backup was taken.</param>
/// <param name="Rows">How many rows the backup holds.</param>
/// <param name="Stored">How many of them were taken up; the others were here already, deleted, or past their time.</param>
public sealed record RestoreReport(DateTimeOffset TakenAt, long Rows, long Stored);

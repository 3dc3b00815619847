using ToolTime.Submissions;

namespace ToolTime.Grains.Storage;

/// <summary>Reads stored rows at one snapshot of the database, in bounded steps, ordered by submitter.</summary>
public interface IReportCursor : IAsyncDisposable
{
    /// <summary>
    /// The rows of the next submitters, all rows of each; empty at the end. A step returns some dozens of submitters, so that callers can
    /// yield between steps and never hold all rows.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<SubmitterRows>> ReadNextAsync(CancellationToken cancellationToken);
}

/// <summary>All rows of one submitter in a window.</summary>
/// <param name="Submitter">Who submitted them.</param>
/// <param name="Rows">The rows, in no particular order.</param>
public sealed record SubmitterRows(SubmitterId Submitter, IReadOnlyList<StoredRow> Rows);

/// <summary>The rows of some days at one snapshot of the database. Disposing it ends the snapshot.</summary>
/// <param name="Watermark">For a day, the greatest sequence number of a change that the snapshot contains; for a window, the number of
/// removals.</param>
/// <param name="Submitters">The rows, submitter by submitter.</param>
public sealed record RowsSnapshot(long Watermark, IReportCursor Submitters) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Submitters.DisposeAsync();
}

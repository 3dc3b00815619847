namespace ToolTime.Grains.Storage;

/// <summary>Reads stored rows at one snapshot of the database, in bounded steps, ordered by submitter.</summary>
public interface IReportCursor : IAsyncDisposable
{
    /// <summary>
    /// The rows of the next submitters, all rows of each; empty at the end. A step holds some dozens of submitters, so that anyone who
    /// reads can yield between steps and never holds all.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<SubmitterRows>> ReadNextAsync(CancellationToken cancellationToken);
}

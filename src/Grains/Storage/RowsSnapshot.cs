namespace ToolTime.Grains.Storage;

/// <summary>The rows of some days at one snapshot of the database. Disposing it ends the snapshot.</summary>
/// <param name="watermark">For a day, the greatest sequence number of a change that the snapshot contains; for a window, the number of
/// removals.</param>
/// <param name="submitters">The rows, submitter by submitter.</param>
public sealed class RowsSnapshot(long watermark, IReportCursor submitters) : IAsyncDisposable
{
    /// <summary>
    /// For a day, the greatest sequence number of a change that the snapshot contains; for a window, the number of removals.
    /// </summary>
    public long Watermark { get; } = watermark;

    /// <summary>The rows, submitter by submitter.</summary>
    public IReportCursor Submitters { get; } = submitters;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Submitters.DisposeAsync();
}

namespace ToolTime.Grains.Storage;

/// <summary>The rows of some days at one snapshot of the database. Disposing it ends the snapshot.</summary>
/// <param name="watermark">Of a day the greatest sequence of a change to it, of a window the number of removals, that the snapshot
/// holds.</param>
/// <param name="submitters">The rows, one submitter after the other.</param>
public sealed class RowsSnapshot(long watermark, IReportCursor submitters) : IAsyncDisposable
{
    /// <summary>Of a day the greatest sequence of a change to it, of a window the number of removals, that the snapshot holds.</summary>
    public long Watermark { get; } = watermark;

    /// <summary>The rows, one submitter after the other.</summary>
    public IReportCursor Submitters { get; } = submitters;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Submitters.DisposeAsync();
}

namespace ToolTime.Grains.Storage;

/// <summary>The rows of a day or week at one snapshot of the database. Disposing it ends the snapshot.</summary>
/// <param name="watermark">The greatest sequence of a change to the day or week that the snapshot holds.</param>
/// <param name="submitters">The rows, one submitter after the other.</param>
public sealed class RowsSnapshot(long watermark, IReportCursor submitters) : IAsyncDisposable
{
    /// <summary>The greatest sequence of a change to the day or week that the snapshot holds; a deletion is a change.</summary>
    public long Watermark { get; } = watermark;

    /// <summary>The rows, one submitter after the other.</summary>
    public IReportCursor Submitters { get; } = submitters;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Submitters.DisposeAsync();
}

using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Usage;

/// <summary>A day's cells at one snapshot of the database. Disposing it ends the snapshot.</summary>
/// <param name="watermark">The greatest sequence of a change to the day that the snapshot holds.</param>
/// <param name="submitters">The cells, one submitter after the other.</param>
public sealed class DayRows(long watermark, IReportCursor submitters) : IAsyncDisposable
{
    /// <summary>The greatest sequence of a change to the day that the snapshot holds.</summary>
    public long Watermark { get; } = watermark;

    /// <summary>The cells, one submitter after the other.</summary>
    public IReportCursor Submitters { get; } = submitters;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Submitters.DisposeAsync();
}

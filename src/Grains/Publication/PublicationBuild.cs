using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Publication;

/// <summary>A publication under way: one snapshot of its rows, what was counted of them, and what was decided on that so far.</summary>
internal abstract class PublicationBuild(RowsSnapshot rows) : IAsyncDisposable
{
    private IEnumerator<int>? _decisions;

    /// <summary>The watermark of the rows.</summary>
    protected long Watermark => rows.Watermark;

    /// <summary>Reads some submitters more, or decides on some cells more.</summary>
    /// <returns>False where all is read and decided.</returns>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    public async Task<bool> TakeStepAsync()
    {
        if (_decisions is not null)
        {
            return _decisions.MoveNext();
        }

        var submitters = await rows.Submitters.ReadNextAsync(CancellationToken.None);
        foreach (var submitter in submitters)
        {
            Count(submitter);
        }

        if (submitters.Count == 0)
        {
            _decisions = Decide().GetEnumerator();
        }

        return true;
    }

    /// <summary>Makes the document of what was decided, and stores both.</summary>
    /// <returns>False where it must be built anew, since rows of it have been removed since.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    public abstract Task<bool> StoreAsync();

    public ValueTask DisposeAsync()
    {
        _decisions?.Dispose();
        return rows.DisposeAsync();
    }

    /// <summary>Counts one submitter.</summary>
    protected abstract void Count(SubmitterRows submitter);

    /// <summary>Decides what is told of all that was counted; each element is a short step, of so many cells that are told.</summary>
    protected abstract IEnumerable<int> Decide();
}

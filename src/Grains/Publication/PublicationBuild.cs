using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Publication;

/// <summary>A publication under way: what was counted so far, and what was decided on that.</summary>
internal abstract class PublicationBuild : IAsyncDisposable
{
    private IEnumerator<int>? _decisions;

    /// <summary>Whether rows that were counted have changed meanwhile, so that it cannot be stored.</summary>
    protected virtual bool IsOvertaken => false;

    /// <summary>Counts some submitters more, or decides on some cells more.</summary>
    /// <returns>False where all is counted and decided, or there is no use in going on.</returns>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    public async Task<bool> TakeStepAsync()
    {
        if (_decisions is not null)
        {
            return _decisions.MoveNext();
        }

        if (!await ReadNextAsync())
        {
            _decisions = Decide().GetEnumerator();
        }

        return !IsOvertaken;
    }

    /// <summary>Makes the document of what was decided, and stores both.</summary>
    /// <returns>False where it must be built anew, since rows of it have been removed since.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    public abstract Task<bool> StoreAsync();

    public ValueTask DisposeAsync()
    {
        _decisions?.Dispose();
        return EndAsync();
    }

    /// <summary>Counts some submitters; false where all are counted.</summary>
    protected abstract Task<bool> ReadNextAsync();

    /// <summary>Decides what is told of all that was counted; each element is a short step, of so many cells that are told.</summary>
    protected abstract IEnumerable<int> Decide();

    /// <summary>Ends what is still read.</summary>
    protected abstract ValueTask EndAsync();
}

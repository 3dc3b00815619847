using ToolTime.Monitor.Overview;

namespace ToolTime.Uploader.Live;

/// <summary>The source of a terminal view: the running `tooltime serve`, or this process itself.</summary>
internal interface ILiveSource : IAsyncDisposable
{
    /// <summary>Waits until something has happened since the last snapshot, at most <paramref name="most"/>.</summary>
    Task WaitAsync(TimeSpan most, CancellationToken stop);

    /// <summary>What is active now, in one project or in all.</summary>
    /// <exception cref="HttpRequestException">The other process does not answer.</exception>
    LiveSnapshot Snapshot(string? project);
}

using ToolTime.Transcripts;

namespace ToolTime.Monitor.FileEvents;

/// <summary>Watches all folders in which agents leave transcripts, and reports where to look.</summary>
internal sealed class FolderWatcher : IDisposable
{
    private readonly IFolderEvents _events = FolderEvents.Create();
    private readonly List<RootWatcher> _watchers;

    /// <param name="roots">The folders, whether they exist or not.</param>
    /// <param name="changed">Receives what has changed.</param>
    /// <param name="isPolled">True to use no events.</param>
    public FolderWatcher(IEnumerable<TranscriptRoot> roots, ChangedPaths changed, bool isPolled) =>
        _watchers = [.. roots.DistinctBy(root => root.Path).Select(root => new RootWatcher(root, changed, isPolled ? null : _events))];

    /// <summary>The source of folder changes, also for other callers.</summary>
    public IFolderEvents Events => _events;

    public IReadOnlyList<RootWatcher> Watchers => _watchers;

    /// <summary>True if a folder sends no events, so that all files must be checked at intervals.</summary>
    public bool IsPolled => _watchers.Any(watcher => watcher.IsPolled);

    /// <inheritdoc cref="RootWatcher.Check"/>
    public void Check() => _watchers.ForEach(watcher => watcher.Check());

    public void Dispose()
    {
        _watchers.ForEach(watcher => watcher.Dispose());
        _events.Dispose();
    }
}

namespace ToolTime.Monitor.FileEvents;

/// <summary>Changes from .NET's watchers, one per folder.</summary>
internal sealed class WatcherEvents : IFolderEvents
{
    /// <inheritdoc/>
    public IDisposable Watch(string folder, WatchScope scope, Action<FolderChange> happened, out bool isWhole)
    {
        isWhole = true;
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder)
            {
                IncludeSubdirectories = scope is WatchScope.Deep,
                NotifyFilter = scope is WatchScope.Folders
                    ? NotifyFilters.DirectoryName
                    : NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Changed += (_, change) => happened(new FolderChange(FolderChangeKind.Changed, change.FullPath));
            watcher.Created += (_, change) => happened(new FolderChange(FolderChangeKind.Appeared, change.FullPath));
            watcher.Renamed += (_, change) => happened(new FolderChange(FolderChangeKind.Appeared, change.FullPath));
            watcher.Deleted += (_, change) => happened(new FolderChange(FolderChangeKind.Changed, change.FullPath));
            watcher.Error += (_, error) => happened(new FolderChange(KindOf(error.GetException()), folder));
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            watcher?.Dispose();
            throw new IOException("The folder cannot be watched.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Each watcher is disposed by the caller that created it.
    }

    private static FolderChangeKind KindOf(Exception error) =>
        error is InternalBufferOverflowException ? FolderChangeKind.Lost : FolderChangeKind.Incomplete;
}

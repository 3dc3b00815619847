namespace ToolTime.Monitor.FileEvents;

/// <summary>A source of folder changes. Thread-safe.</summary>
internal interface IFolderEvents : IDisposable
{
    /// <summary>Watches a folder until the result is disposed.</summary>
    /// <param name="folder">The folder's full path.</param>
    /// <param name="scope">How much of it to watch.</param>
    /// <param name="happened">Called with each change, in order, on another thread; possibly once more while it is being disposed.</param>
    /// <param name="isWhole">False if the user may watch no more folders, and some below are not watched.</param>
    /// <exception cref="IOException">It cannot be watched: it is gone, or a system limit is reached.</exception>
    IDisposable Watch(string folder, WatchScope scope, Action<FolderChange> happened, out bool isWhole);
}

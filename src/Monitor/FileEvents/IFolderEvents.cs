namespace ToolTime.Monitor.FileEvents;

/// <summary>Says what happens in folders. Used by several threads at once.</summary>
internal interface IFolderEvents : IDisposable
{
    /// <summary>Watches a folder until what it returns is disposed of.</summary>
    /// <param name="folder">Its full path.</param>
    /// <param name="scope">How much of it.</param>
    /// <param name="happened">Called with each change, in order, by another thread; perhaps once more while it ends.</param>
    /// <param name="isWhole">False where the system lets this user watch no more folders, and some below are not watched.</param>
    /// <exception cref="IOException">It cannot be watched: it is gone, or a limit of the system is reached.</exception>
    IDisposable Watch(string folder, WatchScope scope, Action<FolderChange> happened, out bool isWhole);
}

using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.FileEvents;

/// <summary>Finds what says on this system what happens in folders.</summary>
internal static class FolderEvents
{
    /// <summary>One queue for all folders where the system has it, else .NET's watchers.</summary>
    public static IFolderEvents Create() => Inotify.TryOpen() is { } inotify ? new InotifyEvents(inotify) : new WatcherEvents();
}

using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.FileEvents;

/// <summary>Selects this system's source of folder changes.</summary>
internal static class FolderEvents
{
    /// <summary>One queue for all folders if the system has it, otherwise .NET's watchers.</summary>
    public static IFolderEvents Create() => Inotify.TryOpen() is { } inotify ? new InotifyEvents(inotify) : new WatcherEvents();
}

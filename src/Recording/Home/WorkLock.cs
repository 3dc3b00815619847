using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Home;

/// <summary>
/// Held while days are counted or sent, so that two commands do not repeat work or send a report twice. Hooks never take it.
/// </summary>
internal static class WorkLock
{
    /// <summary>Null if another command holds it; that one does the work.</summary>
    public static IDisposable? TryAcquire(ToolTimeHome home) => FileLock.Acquire(home.WorkLock, TimeSpan.Zero);

    /// <exception cref="ConfigException">Another command holds it.</exception>
    public static IDisposable Acquire(ToolTimeHome home)
    {
        PrivateFiles.CreateFolder(home.Path);
        return FileLock.Acquire(home.WorkLock)
            ?? throw new ConfigException("Another tooltime command is running; try again when it has finished.");
    }
}

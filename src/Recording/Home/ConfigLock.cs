using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Home;

/// <summary>Held while a settings file of the home is read, changed and replaced. Creates the home.</summary>
internal static class ConfigLock
{
    /// <exception cref="ConfigException">Another process holds it.</exception>
    public static IDisposable Acquire(ToolTimeHome home)
    {
        PrivateFiles.CreateFolder(home.Path);
        return FileLock.Acquire(home.ConfigLock) ?? throw new ConfigException($"{home.ConfigLock} is held by another process.");
    }
}

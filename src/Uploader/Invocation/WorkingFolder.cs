using ToolTime.Recording.Home;

namespace ToolTime.Uploader.Invocation;

/// <summary>The folder that a command runs in.</summary>
internal static class WorkingFolder
{
    /// <summary>The folder, for files that are found or made in it.</summary>
    /// <exception cref="ConfigException">Its name cannot be used.</exception>
    public static string Require()
    {
        // A name that is not UTF-8 is read as another one, and a file for it would be made in a new folder.
        var folder = Directory.GetCurrentDirectory();
        return Directory.Exists(folder)
            ? folder
            : throw new ConfigException("The path of the current folder is not UTF-8, so tooltime cannot work in it.");
    }

    /// <summary>Null if it is gone: a shell may be in a folder that was removed meanwhile, such as a worktree.</summary>
    public static string? Find()
    {
        try
        {
            return Directory.GetCurrentDirectory();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

namespace ToolTime.Uploader.Invocation;

/// <summary>The folder that a command runs in.</summary>
internal static class WorkingFolder
{
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

namespace ToolTime.Uploader.Invocation;

/// <summary>The folder that a command runs in.</summary>
internal static class WorkingFolder
{
    /// <summary>Null where it is gone: a shell may stand in a folder that was removed meanwhile, as a worktree is.</summary>
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

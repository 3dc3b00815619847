namespace ToolTime.Recording.Platform;

/// <summary>
/// Where a path leads once every link in it is followed, as agents report the folder that they work in: what a user types may go through a
/// link, such as `/home` on some systems or `/tmp` on macOS.
/// </summary>
internal static class RealPath
{
    /// <summary>The same path where it has no link, or links that cannot be followed.</summary>
    /// <param name="path">A full path. What it names need not exist.</param>
    public static string Resolve(string path)
    {
        try
        {
            return Follow(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private static string Follow(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var here = Path.Combine(Follow(parent), Path.GetFileName(path));
        return new FileInfo(here) is { LinkTarget: not null } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? Follow(target.FullName)
            : here;
    }
}

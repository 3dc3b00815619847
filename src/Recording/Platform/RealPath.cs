namespace ToolTime.Recording.Platform;

/// <summary>
/// Where a path leads once every link in it is followed, as agents report the folder that they work in: what a user types may go through a
/// link, such as `/home` on some systems or `/tmp` on macOS.
/// </summary>
internal static class RealPath
{
    /// <summary>Links that are followed, as Linux does: more are a circle.</summary>
    private const int MostLinks = 40;

    /// <summary>The same path where it has no link, or links that cannot be followed.</summary>
    /// <param name="path">A full path. What it names need not exist.</param>
    public static string Resolve(string path)
    {
        try
        {
            var left = MostLinks;
            return Follow(path, ref left);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private static string Follow(string path, ref int left)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var here = Path.Combine(Follow(parent, ref left), Path.GetFileName(path));
        if (new FileInfo(here) is not { LinkTarget: not null } link || link.ResolveLinkTarget(returnFinalTarget: true) is not { } target)
        {
            return here;
        }

        return left-- > 0 ? Follow(target.FullName, ref left) : throw new IOException($"{path} has too many links.");
    }
}

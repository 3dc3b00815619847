namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>The links of this machine's file system.</summary>
internal sealed class FileSystemLinks : ILinks
{
    private const int MostLinks = 16;

    /// <inheritdoc/>
    public string Resolve(string path)
    {
        try
        {
            for (var followed = 0; followed < MostLinks; followed++)
            {
                if (FirstLink(path) is not { } next)
                {
                    return path;
                }

                path = next;
            }

            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return path;
        }
    }

    private static string? FirstLink(string path)
    {
        for (var end = path.IndexOf('/', 1); ; end = path.IndexOf('/', end + 1))
        {
            var prefix = end < 0 ? path : path[..end];
            if (prefix.IndexOfAny(['*', '?']) >= 0)
            {
                return null;
            }

            if (new FileInfo(prefix).LinkTarget is { } target)
            {
                return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(prefix) ?? "/", target)) + (end < 0 ? "" : path[end..]);
            }

            if (end < 0)
            {
                return null;
            }
        }
    }
}

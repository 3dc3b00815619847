namespace ToolTime.Recording.Calls;

/// <summary>
/// One spelling for each file's path: agents name a file now from the root, now from their working folder, and on Windows with either slash
/// and in either case. It only compares; nothing is looked up on disk.
/// </summary>
internal static class FilePath
{
    /// <summary>
    /// The path from the root, without `.`, `..` and repeated slashes; a Windows path with forward slashes, in lower case.
    /// </summary>
    /// <param name="folder">The working folder, from which a relative path starts; null if unknown.</param>
    /// <param name="path">The path as the agent named it.</param>
    public static string Normalize(string? folder, string path)
    {
        var full = string.IsNullOrEmpty(folder) || IsRooted(path) ? path : folder + '/' + path;
        if (IsOfWindows(full))
        {
            full = full.Replace('\\', '/').ToLowerInvariant();
        }

        return full.Contains("//", StringComparison.Ordinal) || full.StartsWith('.') || full.Contains("/.", StringComparison.Ordinal)
            ? Resolved(full)
            : full;
    }

    private static bool IsRooted(string path) => path.StartsWith('/') || IsOfWindows(path);

    // `C:\shop`, `C:/shop`, `\\server\shop`.
    private static bool IsOfWindows(string path) =>
        path.StartsWith('\\') || (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\');

    private static string Resolved(string path)
    {
        var names = new List<string>();
        foreach (var name in path.Split('/').Where(name => name is not ("" or ".")))
        {
            if (name is ".." && names is [.., not ".."])
            {
                names.RemoveAt(names.Count - 1);
            }
            else
            {
                names.Add(name);
            }
        }

        return (path.StartsWith('/') ? "/" : "") + string.Join('/', names);
    }
}

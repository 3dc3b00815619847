using System.Text;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Home;

/// <summary>
/// The folders in which nothing is recorded although the user's hooks are connected, one path a line, so that a hook reads it at once. A
/// folder covers those below it.
/// </summary>
internal static class SwitchedOffProjects
{
    /// <summary>Of the whole file, in bytes.</summary>
    public const int MaxBytes = 32 * 1024;

    /// <summary>Full paths, in the order in which they were switched off.</summary>
    public static IReadOnlyList<string> Read(ToolTimeHome home)
    {
        var buffer = new byte[MaxBytes];
        var length = SmallFile.Read(home.SwitchedOff, buffer);
        return length == 0 ? [] : Encoding.UTF8.GetString(buffer, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static bool Covers(ToolTimeHome home, string folder) => Covers(Read(home), folder);

    public static bool Covers(IReadOnlyList<string> paths, string folder)
    {
        foreach (var path in paths)
        {
            if (IsWithin(folder, path))
                return true;
        }

        return false;
    }

    /// <exception cref="ConfigException">The path cannot be kept, or there are too many.</exception>
    public static void Add(ToolTimeHome home, string path)
    {
        if (path.Contains('\n'))
            throw new ConfigException("A path with a line break cannot be switched off.");
        if (!Read(home).Contains(path))
            Write(home, [.. Read(home), path]);
    }

    /// <returns>Whether it was switched off.</returns>
    public static bool Remove(ToolTimeHome home, string path)
    {
        var paths = Read(home);
        if (!paths.Contains(path))
            return false;
        Write(home, [.. paths.Where(other => other != path)]);
        return true;
    }

    private static void Write(ToolTimeHome home, IReadOnlyList<string> paths)
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => path + "\n")));
        if (content.Length > MaxBytes)
            throw new ConfigException($"Too many projects are switched off: their paths have room for {MaxBytes} bytes.");
        PrivateFiles.CreateFolder(home.Path);
        PrivateFiles.Replace(home.SwitchedOff, content);
    }

    private static bool IsWithin(string folder, string path) =>
        folder.StartsWith(path, StringComparison.Ordinal)
        && (folder.Length == path.Length || path[^1] is '/' or '\\' || folder[path.Length] is '/' or '\\');
}

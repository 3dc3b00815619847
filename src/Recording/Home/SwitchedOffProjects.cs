using System.Text;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Home;

/// <summary>
/// The folders in which nothing is recorded although the user's hooks are connected, one path per line, so that a hook reads it quickly. A
/// folder covers those below it.
/// </summary>
internal static class SwitchedOffProjects
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 32 * 1024;

    private static readonly char[] LineEnds = ['\r', '\n'];

    /// <summary>Full paths, in the order they were switched off.</summary>
    public static IReadOnlyList<string> Read(ToolTimeHome home)
    {
        var content = SmallFile.Read(home.SwitchedOff, MaxBytes);
        return content.IsEmpty ? [] : Lines(Encoding.UTF8.GetString(content));
    }

    /// <summary>Whether recording in the folder is forbidden. An unreadable file covers everything.</summary>
    public static bool Covers(ToolTimeHome home, string folder)
    {
        var paths = Read(home);
        return paths.Count == 0 ? File.Exists(home.SwitchedOff) : Covers(paths, folder);
    }

    /// <summary>Whether one of the paths covers the folder, or the repository that it is a worktree of.</summary>
    public static bool Covers(IReadOnlyList<string> paths, string folder) =>
        Hold(paths, folder) || (paths.Count > 0 && GitWorktree.RepositoryOf(folder) is { } repository && Hold(paths, repository));

    private static bool Hold(IReadOnlyList<string> paths, string folder)
    {
        foreach (var path in paths)
        {
            if (IsWithin(folder, path))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Must be called under the <see cref="WorkLock"/>, unless it is a dry run, which writes nothing.</summary>
    /// <returns>Whether it was not in the list yet.</returns>
    /// <exception cref="ConfigException">A path cannot be stored, or there are too many.</exception>
    public static bool Add(ToolTimeHome home, IReadOnlyList<string> added, bool isDryRun = false)
    {
        if (added.Any(path => path.AsSpan().ContainsAny('\r', '\n')))
        {
            throw new ConfigException("A path with a line break cannot be switched off.");
        }

        var before = ReadToChange(home);
        if (added.All(before.Contains))
        {
            return false;
        }

        Write(home, [.. before.Union(added)], isDryRun);
        return true;
    }

    /// <summary>As above. Every path that leads to the same folder goes with it.</summary>
    /// <returns>Whether it was switched off.</returns>
    public static bool Remove(ToolTimeHome home, string path, bool isDryRun = false)
    {
        var paths = ReadToChange(home);
        var real = RealPath.Resolve(path);
        string[] left = [.. paths.Where(other => other != path && RealPath.Resolve(other) != real)];
        if (left.Length == paths.Count)
        {
            return false;
        }

        Write(home, left, isDryRun);
        return true;
    }

    // A user's editor may end lines with CR LF and start the file with a byte order mark.
    private static string[] Lines(string text) =>
        text.TrimStart('\uFEFF').Split(LineEnds, StringSplitOptions.RemoveEmptyEntries);

    // An unreadable file is not overwritten.
    private static IReadOnlyList<string> ReadToChange(ToolTimeHome home)
    {
        if (File.Exists(home.SwitchedOff))
        {
            File.OpenRead(home.SwitchedOff).Dispose();
        }

        return Read(home);
    }

    private static void Write(ToolTimeHome home, string[] paths, bool isDryRun)
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => path + "\n")));
        if (content.Length > MaxBytes)
        {
            throw new ConfigException($"Too many projects are switched off: their paths have room for {MaxBytes} bytes.");
        }

        if (isDryRun)
        {
            return;
        }

        if (paths.Length == 0)
        {
            File.Delete(home.SwitchedOff);
            return;
        }

        PrivateFiles.CreateFolder(home.Path);
        PrivateFiles.Replace(home.SwitchedOff, content);
    }

    // If file names ignore case, agents write a drive or folder in either case.
    private static bool IsWithin(string folder, string path) =>
        folder.StartsWith(path, OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)
        && (folder.Length == path.Length || path[^1] is '/' or '\\' || folder[path.Length] is '/' or '\\');
}

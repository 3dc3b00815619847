using System.Reflection;
using System.Text;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Connecting;

/// <summary>The skill that is installed with Claude Code's hooks: it shows the counts and, on first use, asks about sharing once.</summary>
internal static class Skill
{
    private const string Mark = "installed-by: tooltime connect";

    /// <summary>skills/tooltime/SKILL.md next to the settings.</summary>
    public static string PathBeside(string settings) => Path.Combine(Path.GetDirectoryName(settings)!, "skills", "tooltime", "SKILL.md");

    /// <exception cref="ConfigException">A skill of that name exists and is not ours.</exception>
    public static void Check(string path)
    {
        if (File.Exists(path) && !IsOurs(path))
        {
            throw new ConfigException($"{path} is not tooltime's skill; nothing was changed.");
        }
    }

    public static void Install(string path, string executable)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Text(executable));
    }

    /// <summary>Removes ours, if it is there, except in a dry run.</summary>
    /// <returns>Whether it was there.</returns>
    public static bool Remove(string path, bool isDryRun)
    {
        if (!File.Exists(path) || !IsOurs(path))
        {
            return false;
        }

        if (isDryRun)
        {
            return true;
        }

        File.Delete(path);
        // Only the folders that connect creates, and only if nothing else is in them.
        for (
            var folder = Directory.GetParent(path)!;
            folder.Name is "tooltime" or "skills" && !folder.EnumerateFileSystemInfos().Any();
            folder = folder.Parent!
        )
        {
            folder.Delete();
        }

        return true;
    }

    private static bool IsOurs(string path) =>
        RegularFile.Exists(path) && File.ReadAllText(path).Contains(Mark, StringComparison.Ordinal);

    private static string Text(string executable)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("SKILL.md")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("TOOLTIME", HookLine.Quoted(executable), StringComparison.Ordinal);
    }
}

using System.Text.Json;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Connecting;

/// <summary>
/// Whether Claude Code runs hooks for a user or a project at all. `disableAllHooks` may be in any of its settings, and the first that has
/// it decides (managed, the project's user, the project, the user). An organisation can allow only its own hooks (`allowManagedHooksOnly`),
/// or its own and plugins' (`strictPluginOnlyCustomization`).
/// </summary>
internal static class HookSwitch
{
    private const string AllHooks = "disableAllHooks";
    private const string ManagedOnly = "allowManagedHooksOnly";
    private const string PluginsOnly = "strictPluginOnlyCustomization";

    /// <summary>What switches hooks off, or null. <paramref name="project"/> is null for the user's own settings.</summary>
    public static SwitchedOff? Find(string? project, string? userSettings) => Find(project, userSettings, ManagedFolder);

    /// <summary>The same, with the system's folder of managed settings.</summary>
    internal static SwitchedOff? Find(string? project, string? userSettings, string managedFolder)
    {
        string[] managed = [.. Managed(userSettings, managedFolder)];
        string?[] inOrder =
        [
            .. managed,
            project is null ? null : Path.Combine(project, ".claude", "settings.local.json"),
            project is null ? null : Path.Combine(project, ".claude", "settings.json"),
            userSettings,
        ];
        return First(AllHooks, managed, sparesPlugins: false)
            ?? First(ManagedOnly, managed, sparesPlugins: false)
            ?? First(PluginsOnly, managed, sparesPlugins: true)
            ?? First(AllHooks, inOrder.OfType<string>(), sparesPlugins: false);
    }

    // What the organisation's server sent is next to the user's settings; among files in a folder, the last one wins.
    private static IEnumerable<string> Managed(string? userSettings, string folder)
    {
        if (Path.GetDirectoryName(userSettings) is { } beside)
        {
            yield return Path.Combine(beside, "remote-settings.json");
        }

        foreach (var part in Parts(Path.Combine(folder, "managed-settings.d")))
        {
            yield return part;
        }

        yield return Path.Combine(folder, "managed-settings.json");
    }

    private static IEnumerable<string> Parts(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").OrderDescending(StringComparer.Ordinal) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string ManagedFolder =>
        OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "ClaudeCode")
        : OperatingSystem.IsMacOS() ? "/Library/Application Support/ClaudeCode"
        : "/etc/claude-code";

    private static SwitchedOff? First(string member, IEnumerable<string> paths, bool sparesPlugins)
    {
        foreach (var path in paths)
        {
            if (Read(path, member) is { } isOff)
            {
                return isOff ? new(member, path, sparesPlugins) : null;
            }
        }

        return null;
    }

    private static bool? Read(string path, string member)
    {
        try
        {
            if (!RegularFile.Exists(path))
            {
                return null;
            }

            using var settings = EditedJson.Parse(File.ReadAllBytes(path));
            return settings.RootElement.ValueKind is JsonValueKind.Object && settings.RootElement.TryGetProperty(member, out var value)
                ? value.ValueKind switch
                {
                    JsonValueKind.True => true,
                    JsonValueKind.False => false,
                    // A list of the things that only plugins may provide.
                    JsonValueKind.Array => value.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.String && item.ValueEquals("hooks")),
                    _ => null,
                }
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Claude Code itself reports that it cannot read them.
            return null;
        }
    }
}

/// <summary>A setting under which Claude Code does not run the hooks of a user or a project.</summary>
/// <param name="Member">Its name.</param>
/// <param name="Path">The file that has it.</param>
/// <param name="SparesPlugins">Whether a plugin's hooks still run.</param>
internal sealed record SwitchedOff(string Member, string Path, bool SparesPlugins);

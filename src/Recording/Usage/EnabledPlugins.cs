using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Usage;

/// <summary>The plugins enabled in Claude Code's own settings.json: the members of `enabledPlugins` whose value is true.</summary>
internal static class EnabledPlugins
{
    /// <summary>Sorted; empty if there are no settings, or unreadable ones, which Claude Code itself reports.</summary>
    public static IReadOnlyList<string> Read(Func<string, string?> environment)
    {
        if (ClaudeSettings.Path(environment) is not { } path || !RegularFile.Exists(path))
        {
            return [];
        }

        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    public static IReadOnlyList<string> Parse(ReadOnlyMemory<byte> settings)
    {
        using var document = EditedJson.Parse(settings);
        if (document.RootElement.ValueKind is not JsonValueKind.Object
            || !document.RootElement.TryGetProperty("enabledPlugins", out var plugins) || plugins.ValueKind is not JsonValueKind.Object)
        {
            return [];
        }

        return
        [
            .. plugins.EnumerateObject()
                .Where(plugin => plugin.Value.ValueKind is JsonValueKind.True && CellName.IsValidPlugin(plugin.Name))
                .Select(plugin => plugin.Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }
}

/// <summary>The location of Claude Code's user settings.</summary>
internal static class ClaudeSettings
{
    /// <summary>Null if the environment has no home folder.</summary>
    public static string? Path(Func<string, string?> environment)
    {
        if (AgentHomes.Named(environment, "CLAUDE_CONFIG_DIR") is [var folder, ..])
        {
            return System.IO.Path.Combine(folder, "settings.json");
        }

        return AgentHomes.User(environment) is { } user ? System.IO.Path.Combine(user, ".claude", "settings.json") : null;
    }
}

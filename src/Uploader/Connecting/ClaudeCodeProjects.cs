using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Connecting;

/// <summary>The projects listed in Claude Code's `.claude.json`, by path: those whose trust it asked about.</summary>
internal static class ClaudeCodeProjects
{
    /// <summary>Empty if the file is missing or cannot be read: then only names are known.</summary>
    public static IReadOnlyList<string> Read(Func<string, string?> environment)
    {
        try
        {
            if (Folder(environment) is not { } folder || Path.Combine(folder, ".claude.json") is var path && !RegularFile.Exists(path))
            {
                return [];
            }

            using var document = EditedJson.Parse(File.ReadAllBytes(path));
            return
                document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("projects", out var projects)
                && projects.ValueKind is JsonValueKind.Object
                    ? [.. projects.EnumerateObject().Select(project => project.Name).Where(Path.IsPathRooted)]
                    : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    private static string? Folder(Func<string, string?> environment) =>
        AgentHomes.Named(environment, "CLAUDE_CONFIG_DIR") is [var folder, ..] ? folder : AgentHomes.User(environment);
}

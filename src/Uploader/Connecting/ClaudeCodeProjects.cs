using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;

namespace ToolTime.Uploader.Connecting;

/// <summary>
/// The projects that Claude Code has in `.claude.json`, by their paths: those in which it was asked whether it may be trusted.
/// </summary>
internal static class ClaudeCodeProjects
{
    /// <summary>Empty where there is no such file, or none that can be read: only names are known then.</summary>
    public static IReadOnlyList<string> Read(Func<string, string?> environment)
    {
        try
        {
            if (Folder(environment) is not { } folder || Path.Combine(folder, ".claude.json") is var path && !File.Exists(path))
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

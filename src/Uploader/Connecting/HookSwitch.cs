using System.Text.Json;

namespace ToolTime.Uploader.Connecting;

/// <summary>
/// Whether Claude Code runs hooks at all: `disableAllHooks` may stand in any of its settings, and the first that has it decides (managed,
/// of the project's user, of the project, of the user).
/// </summary>
internal static class HookSwitch
{
    private const string Member = "disableAllHooks";

    /// <summary>
    /// The settings that switch hooks off; null where none do. <paramref name="project"/> is null for the user's own settings alone.
    /// </summary>
    public static string? SwitchedOffIn(string? project, string? userSettings)
    {
        string?[] inOrder =
        [
            Managed,
            project is null ? null : Path.Combine(project, ".claude", "settings.local.json"),
            project is null ? null : Path.Combine(project, ".claude", "settings.json"),
            userSettings,
        ];
        foreach (var path in inOrder.OfType<string>())
        {
            if (Read(path) is { } isOff)
            {
                return isOff ? path : null;
            }
        }

        return null;
    }

    private static string Managed =>
        OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "ClaudeCode", "managed-settings.json")
        : OperatingSystem.IsMacOS() ? "/Library/Application Support/ClaudeCode/managed-settings.json"
        : "/etc/claude-code/managed-settings.json";

    private static bool? Read(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using var settings = JsonDocument.Parse(
                File.ReadAllBytes(path),
                new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            return settings.RootElement.ValueKind is JsonValueKind.Object && settings.RootElement.TryGetProperty(Member, out var value)
                ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Claude Code itself says that it cannot read them.
            return null;
        }
    }
}

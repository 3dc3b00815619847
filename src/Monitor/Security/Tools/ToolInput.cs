using System.Text.Json;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>Reads members of what a tool gets, which may be of any form.</summary>
internal static class ToolInput
{
    /// <summary>The first of these members that is text; null where none is.</summary>
    public static string? Text(JsonElement input, params ReadOnlySpan<string> names)
    {
        if (input.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        foreach (var name in names)
        {
            if (input.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String)
            {
                return value.GetString();
            }
        }

        return null;
    }

    /// <summary>A command: text, or a list of words.</summary>
    public static string? Command(JsonElement input, out IReadOnlyList<string>? words)
    {
        words = null;
        foreach (var name in (ReadOnlySpan<string>)["command", "cmd", "script", "commands", "code"])
        {
            if (input.ValueKind is not JsonValueKind.Object || !input.TryGetProperty(name, out var value))
            {
                continue;
            }

            if (value.ValueKind is JsonValueKind.String)
            {
                return value.GetString();
            }

            if (value.ValueKind is JsonValueKind.Array)
            {
                words = [.. value.EnumerateArray().Where(word => word.ValueKind is JsonValueKind.String).Select(word => word.GetString()!)];
                return string.Join(' ', words);
            }
        }

        return null;
    }

    /// <summary>All texts of a member that is a list.</summary>
    public static IEnumerable<string> Texts(JsonElement input, string name) =>
        input.ValueKind is JsonValueKind.Object && input.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Array
            ? value.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)
            : [];
}

using System.Text.Json;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>Reads members of a tool's input, which may have any form.</summary>
internal static class ToolInput
{
    private const int MostTexts = 64;
    private const int MostDepth = 5;

    private static readonly System.Buffers.SearchValues<char> ShellSigns = System.Buffers.SearchValues.Create(";|&<>()$`'\"\n");

    /// <summary>The first of these members that is a string, or null.</summary>
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

    /// <summary>
    /// A command: a string, with the words of `args` if there are any, or a list of words; if there is none, that of an object `action`.
    /// </summary>
    public static string? Command(JsonElement input, out IReadOnlyList<string>? words)
    {
        words = null;
        foreach (var name in (ReadOnlySpan<string>)["command", "cmd", "script", "commands", "code", "cli_command"])
        {
            if (input.ValueKind is not JsonValueKind.Object || !input.TryGetProperty(name, out var value))
            {
                continue;
            }

            if (value.ValueKind is JsonValueKind.String)
            {
                // A program, and its arguments beside it; what only a shell understands stays a shell's text.
                var text = value.GetString()!;
                var arguments = Texts(input, "args").ToList();
                words = arguments.Count > 0 && text.AsSpan().IndexOfAny(ShellSigns) < 0
                    ? [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. arguments] : null;
                return string.Join(' ', [text, .. arguments]);
            }

            if (value.ValueKind is JsonValueKind.Array)
            {
                words = [.. value.EnumerateArray().Where(word => word.ValueKind is JsonValueKind.String).Select(word => word.GetString()!)];
                return string.Join(' ', words);
            }
        }

        return input.ValueKind is JsonValueKind.Object && input.TryGetProperty("action", out var action)
            && action.ValueKind is JsonValueKind.Object ? Command(action, out words) : null;
    }

    /// <summary>Whether a member is true.</summary>
    public static bool IsSet(JsonElement input, string name) => input.ValueKind is JsonValueKind.Object
        && input.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;

    /// <summary>All strings at any depth, with their members' names, within usual limits of number and depth.</summary>
    public static IEnumerable<(string Name, string Text)> AllTexts(JsonElement input) => Deep(input, "", 0).Take(MostTexts);

    private static IEnumerable<(string Name, string Text)> Deep(JsonElement value, string name, int depth) => value.ValueKind switch
    {
        JsonValueKind.String => [(name, value.GetString()!)],
        JsonValueKind.Object when depth < MostDepth =>
            value.EnumerateObject().SelectMany(member => Deep(member.Value, member.Name, depth + 1)),
        JsonValueKind.Array when depth < MostDepth => value.EnumerateArray().SelectMany(item => Deep(item, name, depth + 1)),
        _ => [],
    };

    /// <summary>All strings of a list member.</summary>
    public static IEnumerable<string> Texts(JsonElement input, string name) =>
        input.ValueKind is JsonValueKind.Object && input.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Array
            ? value.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)
            : [];
}

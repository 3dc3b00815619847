using System.Text.Json;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Tasks of an editor that run by themselves when a folder is opened, and its settings that let an agent do so.</summary>
internal static class EditorTasks
{
    private const int MostDepth = 6;
    private static readonly string[] Systems = ["linux", "osx", "windows"];
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The command lines of all such tasks in a text, which may be part of a file.</summary>
    public static IReadOnlyList<string> Commands(string text)
    {
        var commands = new List<string>();
        foreach (var whole in (ReadOnlySpan<string>)[text, $"[{text}]", $"{{{text}}}"])
        {
            try
            {
                using var document = JsonDocument.Parse(whole, Lenient);
                Add(document.RootElement, commands, 0);
                break;
            }
            catch (JsonException)
            {
                // A fragment does not parse by itself: an edit inserts it.
            }
        }

        return commands;
    }

    /// <summary>Whether settings have the editor's agent run every tool without asking.</summary>
    public static bool ApprovesAll(string text)
    {
        foreach (var setting in (ReadOnlySpan<string>)["\"chat.tools.autoApprove\"", "\"chat.tools.global.autoApprove\"",
            "\"claudeCode.allowDangerouslySkipPermissions\""])
        {
            var at = text.IndexOf(setting, StringComparison.Ordinal);
            if (at >= 0 && text.AsSpan(at + setting.Length).TrimStart(" \t\r\n:").StartsWith("true"))
            {
                return true;
            }
        }

        return false;
    }

    private static void Add(JsonElement value, List<string> commands, int depth)
    {
        if (depth > MostDepth)
        {
            return;
        }

        if (value.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Add(item, commands, depth + 1);
            }
        }
        else if (value.ValueKind is JsonValueKind.Object && StartsByItself(value))
        {
            AddCommand(value, value, commands);
            foreach (var system in Systems)
            {
                if (value.TryGetProperty(system, out var other) && other.ValueKind is JsonValueKind.Object)
                {
                    AddCommand(other, value, commands);
                }
            }
        }
        else if (value.ValueKind is JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                Add(member.Value, commands, depth + 1);
            }
        }
    }

    private static bool StartsByItself(JsonElement task) => task.TryGetProperty("runOptions", out var options)
        && options.ValueKind is JsonValueKind.Object && options.TryGetProperty("runOn", out var when) && Text(when) is "folderOpen";

    /// <summary>Adds the command of a task, or of one system, which may override only the command or the arguments.</summary>
    private static void AddCommand(JsonElement part, JsonElement task, List<string> commands)
    {
        if ((part.TryGetProperty("command", out var command) || task.TryGetProperty("command", out command)) && Text(command) is { } line)
        {
            if ((part.TryGetProperty("args", out var args) || task.TryGetProperty("args", out args))
                && args.ValueKind is JsonValueKind.Array)
            {
                foreach (var arg in args.EnumerateArray())
                {
                    line += $" '{Text(arg)?.Replace("'", @"'\''", StringComparison.Ordinal)}'";
                }
            }

            commands.Add(line);
        }
    }

    /// <summary>A string, or the string of an object that says how it is quoted.</summary>
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object when value.TryGetProperty("value", out var inner) && inner.ValueKind is JsonValueKind.String =>
            inner.GetString(),
        _ => null,
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Connecting;

/// <summary>The member `statusLine` of Claude Code's settings: `{"type": "command", "command": "…"}`.</summary>
internal static class StatusLineSetting
{
    private const string Member = "statusLine";

    /// <summary>The settings with our status line; the same bytes if they already have it.</summary>
    /// <exception cref="JsonException">The settings are not JSON.</exception>
    /// <exception cref="HookSettingsException">They have another status line, or are not an object.</exception>
    public static byte[] Add(byte[] settings, string command)
    {
        var text = new JsoncText(settings);
        if (text.Root.Kind is not JsonValueKind.Object)
        {
            throw new HookSettingsException("it is not a JSON object");
        }

        if (Find(text) is not { } found)
        {
            return JsoncEdit.Append(text, text.Root, Member, new JsonObject { ["type"] = "command", ["command"] = command });
        }

        if (CommandOf(found) is not { } own || !HookLine.IsOurStatusLine(text.String(own)))
        {
            throw new HookSettingsException("it has a status line of its own, which stays");
        }

        return text.String(own) == command ? settings : JsoncEdit.Replace(text, own, JsonValue.Create(command));
    }

    /// <summary>The settings without our status line; another one stays.</summary>
    public static byte[] Remove(byte[] settings)
    {
        if (settings.AsSpan().Trim("\uFEFF \t\r\n"u8).IsEmpty)
        {
            return settings;
        }

        var text = new JsoncText(settings);
        return Find(text) is { } found && CommandOf(found) is { } own && HookLine.IsOurStatusLine(text.String(own))
            ? JsoncEdit.Remove(text, text.Root, text.Root.Elements.TakeWhile(other => other != found).Count())
            : settings;
    }

    /// <summary>The command of our status line, or null.</summary>
    public static string? Ours(byte[] settings)
    {
        if (settings.AsSpan().Trim("\uFEFF \t\r\n"u8).IsEmpty)
        {
            return null;
        }

        var text = new JsoncText(settings);
        return Find(text) is { } found && CommandOf(found) is { } own && HookLine.IsOurStatusLine(text.String(own))
            ? text.String(own)
            : null;
    }

    private static JsoncElement? Find(JsoncText text) => text.Root.Elements.FirstOrDefault(member => member.Name == Member);

    private static JsoncValue? CommandOf(JsoncElement member) =>
        member.Value.Elements.FirstOrDefault(inner => inner.Name == "command") is { Value.Kind: JsonValueKind.String } command
            ? command.Value
            : null;
}

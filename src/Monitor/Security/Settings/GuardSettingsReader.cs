using System.Text.Json;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Security.Settings;

/// <summary>
/// Reads security.json by hand: a hook does so before every call, and loading a serializer takes longer than evaluating one.
/// </summary>
internal static class GuardSettingsReader
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="ConfigException">It has another form; the message says how, without the file's name.</exception>
    public static GuardSettings Read(ReadOnlySpan<byte> content)
    {
        var document = JsonElement.Parse(content, Options);
        if (document.ValueKind is not JsonValueKind.Object)
        {
            throw new ConfigException("it is not an object");
        }

        var settings = GuardSettings.Off;
        foreach (var member in document.EnumerateObject())
        {
            settings = member.Name switch
            {
                "audit" => settings with { Audit = member.Value.ValueKind is JsonValueKind.True },
                "block_from" => settings with { BlockFrom = Text(member.Value, member.Name) },
                "block_answer" => settings with { BlockAnswer = Text(member.Value, member.Name) ?? "deny" },
                "channels" => settings with { Channels = Channels(member.Value) },
                _ => throw new ConfigException($"`{member.Name}` is not a setting"),
            };
        }

        return settings;
    }

    private static List<AlertChannelSettings> Channels(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Array)
        {
            throw new ConfigException("`channels` is not a list");
        }

        var channels = new List<AlertChannelSettings>();
        foreach (var channel in value.EnumerateArray())
        {
            if (channel.ValueKind is not JsonValueKind.Object || !channel.TryGetProperty("kind", out var kind)
                || !channel.TryGetProperty("from", out var from))
            {
                throw new ConfigException("a channel has no `kind` or no `from`");
            }

            var target = channel.TryGetProperty("target", out var given) ? Text(given, "target") : null;
            channels.Add(new AlertChannelSettings(Text(kind, "kind") ?? "", Text(from, "from") ?? "", target));
        }

        return channels;
    }

    private static string? Text(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => throw new ConfigException($"`{name}` is not a string"),
    };
}

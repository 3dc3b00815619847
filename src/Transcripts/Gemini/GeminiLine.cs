using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Gemini;

/// <summary>
/// Reads one line of a session: its head, a change, or a message; or the whole session, as older versions wrote it. The README.md in this
/// folder says where the format comes from.
/// </summary>
internal static class GeminiLine
{
    /// <inheritdoc cref="ILineFormat.Read"/>
    public static bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        using var json = JsonLine.Parse(line);
        var entry = json.RootElement;
        if (entry.ValueKind is not JsonValueKind.Object)
        {
            return false;
        }

        TakeHead(entry, reading);
        var isUnderstood = TakeMessage(entry, reading);
        foreach (var message in entry.Items("messages").Concat(entry.Get("$set").Items("messages")))
        {
            isUnderstood &= TryTakeMessage(message, reading);
        }

        return isUnderstood;
    }

    // If one message is not understood, the others still count.
    private static bool TryTakeMessage(JsonElement message, TranscriptReading reading)
    {
        try
        {
            return TakeMessage(message, reading);
        }
        catch (ForeignLineException)
        {
            return false;
        }
    }

    // A subagent's file has an identifier of its own; it counts for the session that started it, known from its location.
    private static void TakeHead(JsonElement entry, TranscriptReading reading)
    {
        if (entry.Text("kind") is not "subagent" && entry.Text("sessionId") is { Length: > 0 } session)
        {
            reading.State.Session ??= session;
        }
    }

    // A message is written again, with its calls, when they have ended.
    private static bool TakeMessage(JsonElement message, TranscriptReading reading)
    {
        AddText(message, reading);
        if (message.Text("type") is not "gemini" || message.Text("id") is not { Length: > 0 } id)
        {
            return true;
        }

        var reported = message.Get("tokens");
        var isForeign = reported.Lacks("input", "output", "cached", "thoughts", "tool");
        var tokens = isForeign ? null : Tokens(reported);
        if (message.Instant("timestamp") is not { } at)
        {
            return false;
        }

        if (message.Text("model") is { Length: > 0 } model)
        {
            reading.State.Model = reading.Names.Get(model);
        }

        if (tokens is { } counted)
        {
            reading.Add(new ReadResponse(IdHash.Compute(id), at, reading.State.Model ?? UnknownModel.Name, counted));
        }

        foreach (var call in message.Items("toolCalls").Where(call => call.Text("name").Length > 0))
        {
            TakeCall(call, call.Instant("timestamp") ?? at, reading);
        }

        return !isForeign;
    }

    private static void AddText(JsonElement message, TranscriptReading reading)
    {
        if (reading.Texts is null || message.Text("type") is not ("user" or "gemini") || message.Instant("timestamp") is not { } at)
        {
            return;
        }

        var words = message.Text("content") is { Length: > 0 } text ? [text] : message.Items("content").Select(part => part.Text("text"));
        reading.AddText(at, string.Join('\n', words), message.Text("type") is "user");
    }

    private static void TakeCall(JsonElement call, uint at, TranscriptReading reading)
    {
        var (id, name) = (call.Text("id"), call.Text("name"));
        // An identifier starts with the tool's name and is otherwise the model's own: some models number their calls.
        var key = IdHash.Compute(id, IdHash.Compute(reading.Session));
        var skill = name is "activate_skill" ? call.Get("args").Text("name") : "";
        reading.AddCall(key, at, Tool(call, reading.Names), skill, call.Get("args"));
        reading.AddOutcome(key, at, GeminiOutcome.Read(call));
    }

    // `mcp_lab_ping` does not show where the server's name ends, but the tool's display name does: `ping (lab MCP Server)`.
    private static string Tool(JsonElement call, Utf8Names names)
    {
        const string prefix = "mcp_", suffix = " MCP Server)";
        var (name, shown) = (call.Text("name"), call.Text("displayName"));
        if (!name.StartsWith(prefix, StringComparison.Ordinal) || !shown.EndsWith(suffix, StringComparison.Ordinal))
        {
            return names.Get(name);
        }

        var server = shown[(shown.LastIndexOf('(') + 1)..^suffix.Length];
        var tool = name[prefix.Length..];
        return server.Length > 0 && tool.StartsWith(server + "_", StringComparison.Ordinal)
            ? names.Get($"mcp__{server}__{tool[(server.Length + 1)..]}")
            : names.Get(name);
    }

    // The model's thoughts are not in its output.
    private static TokenCount? Tokens(JsonElement tokens)
    {
        if (tokens.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        var (input, cached) = (tokens.Tokens("input"), tokens.Tokens("cached"));
        return new TokenCount(
            Math.Max(0, input - cached) + tokens.Tokens("tool"),
            tokens.Tokens("output") + tokens.Tokens("thoughts"),
            0,
            0,
            cached
        );
    }
}

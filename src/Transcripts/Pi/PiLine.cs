using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Transcripts.Pi;

/// <summary>
/// Reads one line of a session of the pi coding agent, and of OpenClaw, which derives from it: `{type, id, timestamp, …}`. The README.md in
/// this folder says where the format comes from.
/// </summary>
internal static class PiLine
{
    /// <inheritdoc cref="ILineFormat.Read"/>
    public static bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        using var json = JsonLine.Parse(line);
        var (entry, state) = (json.RootElement, reading.State);
        switch (entry.Text("type"))
        {
            case "session" when entry.Text("cwd") is { Length: > 0 } folder:
                state.Folder ??= folder;
                TakeSession(entry, reading);
                return true;
            case "model_change" when entry.Text("modelId") is { Length: > 0 } model:
                state.Model = reading.Names.Get(model);
                return true;
            case "custom" when entry.Text("customType") is "model-snapshot" && entry.Get("data").Text("modelId") is { Length: > 0 } model:
                state.Model = reading.Names.Get(model);
                return true;
            case "message":
                return TakeMessage(entry, reading);
            case "compaction" or "branch_summary" when entry.Get("usage").ValueKind is JsonValueKind.Object:
                return TakeSummary(entry, reading);
            default:
                return entry.ValueKind is JsonValueKind.Object;
        }
    }

    // A copied file has its original's header, so the file's name takes precedence.
    private static void TakeSession(JsonElement header, TranscriptReading reading)
    {
        if (reading.File.Format is PiFormat && !PiFormat.NamesSession(reading.File) && header.Text("id") is { Length: > 0 } session)
        {
            reading.State.Session ??= session;
        }
    }

    private static bool TakeMessage(JsonElement entry, TranscriptReading reading)
    {
        var message = entry.Get("message");
        if (IsOpenClawsOwn(message))
        {
            return true;
        }

        AddText(entry, message, reading);
        // Some of OpenClaw's lines have it beside the message.
        var usage = message.Get("usage") is { ValueKind: JsonValueKind.Object } own ? own : entry.Get("usage");
        var tokens = PiTokens.Read(usage);
        var calls = message.Items("content").Where(block => block.Text("type") is "toolCall" && block.Text("id").Length > 0).ToList();
        var resultOf = message.Text("toolCallId");
        if (tokens is null && calls.Count == 0 && resultOf.Length == 0)
        {
            return true;
        }

        if (entry.Instant("timestamp") is not { } at)
        {
            return false;
        }

        foreach (var call in calls)
        {
            reading.AddCall(IdHash.Compute(call.Text("id")), at, call.Text("name"), skill: "", call.Get("arguments"));
        }

        if (resultOf.Length > 0)
        {
            reading.AddOutcome(IdHash.Compute(resultOf), at, PiOutcome.Read(message));
        }

        if (tokens is { } counted)
        {
            AddResponse(Key(entry, message), at, Model(message, reading), counted, usage, reading);
        }

        return !PiTokens.AreForeign(usage);
    }

    // What OpenClaw itself puts into a session: a copy of what it sent elsewhere (before July 2026 under a model's API), and what another
    // agent answered that it ran, and whose own transcripts are read. Codex run as a server is one of these under its own model's API;
    // what it runs with Copilot is stored in a place that is not read.
    private static bool IsOpenClawsOwn(JsonElement message) =>
        message.Text("api") is "openclaw-transcript"
        || (message.Get("__openclaw").Text("mirrorIdentity").Length > 0
            && !message.Text("idempotencyKey").StartsWith("copilot:", StringComparison.Ordinal))
        || (message.Text("api") is "cli" && message.Text("provider") is "claude-cli" or "codex-cli" or "google-gemini-cli")
        || (message.Text("provider") is "openclaw" && message.Text("model") is "delivery-mirror" or "gateway-injected");

    // What the model used to summarise a conversation, or an abandoned branch of one, is stored with the summary.
    private static bool TakeSummary(JsonElement entry, TranscriptReading reading)
    {
        var usage = entry.Get("usage");
        var tokens = PiTokens.Read(usage)!.Value;
        if (entry.Instant("timestamp") is not { } at)
        {
            return false;
        }

        AddResponse(Key(entry, entry), at, Model(entry, reading), tokens, usage, reading);
        return !PiTokens.AreForeign(usage);
    }

    private static void AddResponse(IdHash key, uint at, string model, TokenCount tokens, JsonElement usage, TranscriptReading reading)
    {
        var cost = usage.Get("cost").CostMicros("total");
        // An attempt that failed or was stopped before it started is not a response.
        if (tokens.Total > 0 || cost > 0)
        {
            reading.Add(new ReadResponse(key, at, model, tokens, cost) { Witness = Math.Max(1, (uint)key.High) });
        }
    }

    private static void AddText(JsonElement entry, JsonElement message, TranscriptReading reading)
    {
        if (reading.Texts is null || message.Text("role") is not ("user" or "assistant") || entry.Instant("timestamp") is not { } at)
        {
            return;
        }

        var blocks = message.Items("content").Where(block => block.Text("type") is "text").Select(block => block.Text("text"));
        var words = message.Text("content") is { Length: > 0 } text ? [text] : blocks;
        reading.AddText(at, string.Join('\n', words), message.Text("role") is "user");
    }

    private static string Model(JsonElement message, TranscriptReading reading)
    {
        // The model that answered, if a gateway chose another than was requested. Some servers answer with a title or a file
        // instead.
        var (asked, answered) = (message.Text("model"), message.Text("responseModel"));
        var isAnswer = answered is [not '/', ..] && (IsKnown(answered) || !IsKnown(asked));
        if ((isAnswer ? answered : asked) is { Length: > 0 } model)
        {
            reading.State.Model = reading.Names.Get(model);
        }

        return reading.State.Model ?? UnknownModel.Name;
    }

    private static bool IsKnown(string model) => model.Length > 0 && PriceTable.Has(ModelName.Parse(model).Plain);

    // A fork copies the whole file, with all times. Some servers give responses one of only a thousand identifiers, and some none; a line's
    // own is unique in one file only.
    private static IdHash Key(JsonElement entry, JsonElement message)
    {
        var written = IdHash.Compute(entry.Text("timestamp"));
        return message.Text("responseId") is { Length: > 0 } response
            ? IdHash.Compute(response, message.Whole("timestamp") is { } made ? new IdHash((ulong)made, 0) : written)
            : IdHash.Compute(entry.Text("id"), written);
    }
}

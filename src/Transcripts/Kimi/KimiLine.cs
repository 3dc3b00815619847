using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Kimi;

/// <summary>
/// Reads one record of an agent's wire: `{type, time, …}`. The README.md in this folder says where the format comes from.
/// </summary>
internal static class KimiLine
{
    private const string MainAgent = "main";

    /// <inheritdoc cref="ILineFormat.Read"/>
    public static bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        using var json = JsonLine.Parse(line);
        var entry = json.RootElement;
        switch (entry.Text("type"))
        {
            case "profile.bind":
                TakeProfile(entry, reading);
                return true;
            case "config.update" when entry.Text("cwd") is { Length: > 0 } folder:
                reading.State.Folder ??= folder;
                return true;
            case "llm.request" when entry.Text("model") is { Length: > 0 } model:
                reading.State.Model = reading.Names.Get(model);
                return true;
            case "turn.prompt" when reading.Texts is not null && At(entry) is { } at && entry.Get("origin").Text("kind") is "user":
                reading.AddText(
                    at, string.Join('\n', entry.Items("input").Select(part => part.Text("text"))), isUser: true, AgentOf(reading) is not MainAgent);
                return true;
            case "usage.record":
                return TakeUsage(entry, line, reading);
            case "permission.record_approval_result" when entry.Get("result").Text("decision") is "rejected" or "cancelled":
                reading.State.Note(Refused(Key(entry.Text("toolCallId"), reading)), 1);
                return true;
            case "context.append_loop_event":
                return TakeEvent(entry.Get("event"), entry, reading);
            default:
                return entry.ValueKind is JsonValueKind.Object;
        }
    }

    private static void TakeProfile(JsonElement entry, TranscriptReading reading)
    {
        if (entry.Get("environmentDisclosure").Text("cwd") is { Length: > 0 } folder)
        {
            reading.State.Folder ??= folder;
        }

        if (AgentOf(reading) is not MainAgent && entry.Text("profileName") is { Length: > 0 } profile)
        {
            reading.State.NameAgent(default, reading.Names.Get(profile));
        }
    }

    // A fork copies all lines, byte for byte, into its own session: a response is identified by its whole line and its
    // agent, since agents that run side by side may write equal ones.
    private static bool TakeUsage(JsonElement entry, ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        var usage = entry.Get("usage");
        var tokens = new TokenCount(
            usage.Tokens("inputOther"),
            usage.Tokens("output"),
            usage.Tokens("inputCacheCreation"),
            0,
            usage.Tokens("inputCacheRead")
        );
        if (
            At(entry) is not { } at
            || usage.ValueKind is not JsonValueKind.Object
            || usage.Lacks("inputOther", "output", "inputCacheCreation", "inputCacheRead")
        )
        {
            return false;
        }

        var alias = entry.Text("model");
        reading.Add(
            new ReadResponse(
                IdHash.Compute(line, IdHash.Compute(AgentOf(reading))),
                at,
                reading.State.Model ?? (alias.Length > 0 ? reading.Names.Get(alias) : UnknownModel.Name),
                tokens
            )
            {
                Attribution = Attribution.From(reading.State.Agent(default)),
            }
        );
        return true;
    }

    private static bool TakeEvent(JsonElement reported, JsonElement entry, TranscriptReading reading)
    {
        if (reported.Text("toolCallId") is not { Length: > 0 } call)
        {
            return true;
        }

        if (At(entry) is not { } at)
        {
            return false;
        }

        var key = Key(call, reading);
        switch (reported.Text("type"))
        {
            case "tool.call":
                var name = reported.Text("name");
                var skill = name is "Skill" ? reported.Get("args").Text("skill") : "";
                reading.State.Note(Tool(key), IdHash.Compute(name).Low);
                reading.AddCall(key, at, name, skill, reported.Get("args"), Attribution.From(reading.State.Agent(default)));
                break;
            case "tool.result":
                var isRefused = reading.State.Noted(Refused(key)) > 0;
                var isShell = reading.State.Noted(Tool(key)) == IdHash.Compute("Bash").Low;
                reading.State.Note(Refused(key), 0);
                reading.State.Note(Tool(key), 0);
                reading.AddOutcome(
                    key,
                    at,
                    isRefused ? CallOutcome.Rejection : KimiOutcome.Read(reported.Get("result"), isShell),
                    reported.Get("result").Duration("durationMs")
                );
                break;
        }

        return true;
    }

    private static uint? At(JsonElement entry) =>
        entry.Whole("time") is { } time && UtcInstant.Seconds(time) is > 0 and < uint.MaxValue and var seconds ? seconds : null;

    private static string AgentOf(TranscriptReading reading) => Path.GetFileName(Path.GetDirectoryName(reading.File.Path)) ?? "";

    // Calls' identifiers are only unique within an agent.
    private static IdHash Key(string call, TranscriptReading reading) => IdHash.Compute(call, IdHash.Compute(AgentOf(reading)));

    private static IdHash Refused(IdHash call) => IdHash.Compute("refused"u8, call);

    private static IdHash Tool(IdHash call) => IdHash.Compute("tool"u8, call);
}

using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Transcripts.Copilot;

/// <summary>
/// Reads one event of a session: `{type, data, id, timestamp, …}`. The README.md in this folder says where the format comes from.
/// </summary>
internal static class CopilotLine
{
    // Noted while the running process writes a usage record of each response.
    private static readonly IdHash Recording = IdHash.Compute("recording");

    /// <inheritdoc cref="ILineFormat.Read"/>
    public static bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        using var json = JsonLine.Parse(line);
        var entry = json.RootElement;
        if (entry.ValueKind is not JsonValueKind.Object)
        {
            return false;
        }

        var data = entry.Get("data");
        return entry.Text("type") switch
        {
            "session.start" or "session.resume" => TakeStart(data, reading),
            "session.usage_record" => TakeUsage(entry, data.Get("usage"), reading),
            "session.shutdown" => TakeShutdown(entry, data, reading),
            "tool.execution_start" => TakeCall(entry, data, reading),
            "tool.execution_complete" => TakeResult(entry, data, reading),
            "permission.requested" => TakeRequest(data, reading),
            "subagent.started" => TakeAgent(entry, data, reading),
            "user.message" => TakeText(entry, data, reading),
            "assistant.message" => TakeText(entry, data, reading) && TakeMessage(entry, data, reading),
            _ => true,
        };
    }

    private static bool TakeStart(JsonElement data, TranscriptReading reading)
    {
        reading.State.Folder ??= data.Get("context").Text("cwd");
        reading.State.Note(Recording, CopilotEvents.IsRecording(data.Text("copilotVersion")) ? 1ul : 0);
        return true;
    }

    private static bool TakeUsage(JsonElement entry, JsonElement usage, TranscriptReading reading)
    {
        var tokens = CopilotTokens.Read(usage);
        if (entry.Instant("timestamp") is not { } at || usage.ValueKind is not JsonValueKind.Object || !tokens.IsOfOneResponse)
        {
            return false;
        }

        var (model, call) = (Model(usage.Text("model"), reading), usage.Text("apiCallId"));
        var reported = (long)reading.State.Noted(OutputOf(call));
        reading.State.Note(OutputOf(call), 0);
        reading.State.Note(Recording, 1);
        tokens = tokens with { Output = Math.Max(0, tokens.Output - reported) };
        CopilotTokens.AddTo(reading.State, Plain(model), tokens);
        // Some servers give responses one of only a thousand identifiers.
        var key = IdHash.Compute(call.Length > 0 ? call : entry.Text("id"), IdHash.Compute(entry.Text("timestamp")));
        reading.Add(
            new ReadResponse(key, at, model, tokens)
            {
                Attribution = AgentOf(entry, reading),
                Kind = reported > 0 ? UsageKind.NoResponse : UsageKind.None,
            }
        );
        return true;
    }

    // Versions without usage records report a message's output with it; the rest comes at the session's end, if that is written. A call's
    // messages have the same output.
    private static bool TakeMessage(JsonElement entry, JsonElement data, TranscriptReading reading)
    {
        var (output, call) = (data.TokenTotal("outputTokens"), data.Text("apiCallId"));
        if (output == 0 || (call.Length > 0 && (reading.State.Noted(Recording) > 0 || reading.State.Noted(OutputOf(call)) > 0)))
        {
            return true;
        }

        if (entry.Instant("timestamp") is not { } at)
        {
            return false;
        }

        var (model, tokens) = (Model(data.Text("model"), reading), new TokenCount(0, output, 0, 0, 0));
        CopilotTokens.AddTo(reading.State, Plain(model), tokens);
        reading.State.Note(MessagesOf(model), 1);
        if (call.Length > 0)
        {
            reading.State.Note(OutputOf(call), (ulong)output);
        }

        if (IsInDatabase(model, at, reading))
        {
            return true;
        }

        var key = IdHash.Compute(entry.Text("id"), IdHash.Compute(entry.Text("timestamp")));
        reading.Add(new ReadResponse(key, at, model, tokens) { Attribution = AgentOf(entry, reading) });
        return true;
    }

    // The end of a session sums everything up, in some versions again after each resumption, in others only since then. What no record or
    // message reported before is one more response, or the rest of those that messages reported.
    private static bool TakeShutdown(JsonElement entry, JsonElement data, TranscriptReading reading)
    {
        var metrics = data.Get("accountingSnapshot").Get("modelMetrics") is { ValueKind: JsonValueKind.Object } ? data.Get("accountingSnapshot") : data;
        if (metrics.Get("modelMetrics").ValueKind is not JsonValueKind.Object)
        {
            return true;
        }

        if (entry.Instant("timestamp") is not { } at)
        {
            return false;
        }

        var totals = metrics
            .Members("modelMetrics")
            .Select(model => (Model: Model(model.Name, reading), Tokens: CopilotTokens.Read(model.Value.Get("usage"))))
            .ToList();
        var isNewRun = CopilotTokens.IsNewRun(reading.State, metrics.Get("sessionStartTime"));
        foreach (var (model, total) in totals)
        {
            var rest = CopilotTokens.Rest(reading.State, Plain(model), total, isNewRun);
            if (rest.Total > 0 && !IsInDatabase(model, at, reading))
            {
                var key = IdHash.Compute(entry.Text("id"), IdHash.Compute(entry.Text("timestamp")));
                var kind = reading.State.Noted(MessagesOf(model)) == 0 ? UsageKind.None : UsageKind.NoResponse;
                reading.Add(new ReadResponse(IdHash.Compute(model, key), at, model, rest) { Kind = kind });
            }
        }

        return true;
    }

    private static bool TakeCall(JsonElement entry, JsonElement data, TranscriptReading reading)
    {
        var (call, tool) = (data.Text("toolCallId"), data.Text("toolName"));
        if (call.Length == 0 || tool.Length == 0)
        {
            return true;
        }

        if (entry.Instant("timestamp") is not { } at)
        {
            return false;
        }

        reading.State.Note(StartOf(call), (ulong)(entry.Milliseconds("timestamp") ?? 0));
        var (server, serverTool) = (data.Text("mcpServerName"), data.Text("mcpToolName"));
        var name = server.Length > 0 && serverTool.Length > 0 ? $"mcp__{server}__{serverTool}" : tool;
        var skill = tool is "skill" ? data.Get("arguments").Text("skill") : "";
        reading.AddCall(IdHash.Compute(call), at, name, skill, data.Get("arguments"), AgentOf(entry, reading));
        return true;
    }

    private static bool TakeResult(JsonElement entry, JsonElement data, TranscriptReading reading)
    {
        if (data.Text("toolCallId") is not { Length: > 0 } call)
        {
            return true;
        }

        if (entry.Instant("timestamp") is not { } at)
        {
            return false;
        }

        var (begun, ended) = (reading.State.Noted(StartOf(call)), entry.Milliseconds("timestamp"));
        reading.State.Note(StartOf(call), 0);
        reading.AddOutcome(IdHash.Compute(call), at, CopilotOutcome.Read(data), begun > 0 && ended is { } end ? end - (long)begun : -1);
        return true;
    }

    // The time a user thought about a permission is not the tool's.
    private static bool TakeRequest(JsonElement data, TranscriptReading reading)
    {
        if (data.Get("permissionRequest").Text("toolCallId") is { Length: > 0 } call)
        {
            reading.State.Note(StartOf(call), 0);
        }

        return true;
    }

    // A subagent's events are among the session's, with its identifier.
    private static bool TakeAgent(JsonElement entry, JsonElement data, TranscriptReading reading)
    {
        if (entry.Text("agentId") is { Length: > 0 } agent && data.Text("agentName") is { Length: > 0 } kind)
        {
            reading.State.NameAgent(IdHash.Compute(agent), reading.Names.Get(kind));
        }

        return true;
    }

    private static bool TakeText(JsonElement entry, JsonElement data, TranscriptReading reading)
    {
        if (entry.Instant("timestamp") is { } at)
        {
            reading.AddText(at, data.Text("content"), entry.Text("type") is "user.message", entry.Text("agentId").Length > 0);
        }

        return true;
    }

    private static Attribution? AgentOf(JsonElement entry, TranscriptReading reading) =>
        entry.Text("agentId") is { Length: > 0 } agent ? Attribution.From(reading.State.Agent(IdHash.Compute(agent))) : null;

    private static bool IsInDatabase(string model, uint at, TranscriptReading reading) =>
        (reading.CountedElsewhere ??= CopilotDatabase.CountedIn(CopilotFormat.HomeAround(reading.File.Path), reading.File.Session))
            .Has(Plain(model), at);

    // A sum may name a model in another form than its records: `claude-sonnet-4.6` for `claude-sonnet-4-6`.
    private static string Plain(string model) => ModelName.Parse(model).Plain;

    private static IdHash OutputOf(string call) => IdHash.Compute(call, IdHash.Compute("output"));

    private static IdHash MessagesOf(string model) => IdHash.Compute(Plain(model), IdHash.Compute("messages"));

    private static IdHash StartOf(string call) => IdHash.Compute(call, IdHash.Compute("start"));

    private static string Model(string name, TranscriptReading reading) =>
        name.Length > 0 ? reading.Names.Get(name) : UnknownModel.Name;
}

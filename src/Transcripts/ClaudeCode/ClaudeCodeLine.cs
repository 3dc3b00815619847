using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.ClaudeCode;

/// <summary>Reads one line of a Claude Code transcript; the README.md in this folder describes what is known of the format.</summary>
internal ref partial struct ClaudeCodeLine
{
    private const string SyntheticModel = "<synthetic>";
    private const int MaxBlocks = 4096;

    // A typed command, and who speaks, are at the beginning of a line; an image may follow.
    private const int MaxHead = 16 * 1024;

    // Versions before it kept naming a server on all that followed its answer.
    private static readonly Version NamesServerOfAnswer = new(2, 1, 222);

    // The earliest version seen of those that say in every response how it stopped.
    private static readonly Version AlwaysSaysStops = new(2, 1, 197);

    private uint? _at;
    private ReadOnlySpan<byte> _type;
    private ReadOnlySpan<byte> _uuid;
    private ReadOnlySpan<byte> _requestId;
    private ReadOnlySpan<byte> _messageId;
    private string? _model;
    private ClaudeCodeUsage? _usage;
    private bool _isUsageOdd;
    private long _costMicros;
    private long _webSearches;
    private bool _isSidechain;
    private bool _isStopped;
    private bool _isOpen;
    private bool _isRefusal;
    private bool _hasContent;
    private CallOutcome? _denial;
    private bool _isRefused;
    private bool _isInterrupted;
    private ReadOnlySpan<byte> _text;
    private ReadOnlySpan<byte> _firstText;
    private List<string>? _words;
    private bool _isMeta;
    private bool _isSaidBySystem;
    private string? _folder;
    private ReadOnlySpan<byte> _folderText;
    private ReadOnlySpan<byte> _skill;
    private ReadOnlySpan<byte> _plugin;
    private ReadOnlySpan<byte> _mcpServer;
    private ReadOnlySpan<byte> _agent;
    private ReadOnlySpan<byte> _version;
    private List<ClaudeCodeBlock>? _blocks;

    /// <inheritdoc cref="ILineFormat.Read"/>
    public static bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        // What the client sent, as it writes it: such lines are long.
        var isSent = line.StartsWith("{\"type\":\"api-request"u8);
        // None of these can be inside a string, where quotes are escaped by backslashes.
        if (isSent || (line.IndexOf("\"usage\""u8) < 0 && line.IndexOf("\"tool_result\""u8) < 0))
        {
            if (line[0] != '{' || line[^1] != '}')
            {
                throw new JsonException();
            }

            EndResponse(reading.State);
            if (!isSent && line.IndexOf("\"cost-state\""u8) >= 0)
            {
                ClaudeCodeCosts.Read(line, reading);
            }

            var head = line[..Math.Min(line.Length, MaxHead)];
            if (isSent || (head.IndexOf(TypedSkill.Mark) < 0 && head.IndexOf("\"assistant\""u8) < 0 && !IsTextAsked(line, reading)))
            {
                return true;
            }
        }

        var json = JsonLine.Reader(line);
        json.Read();
        if (json.TokenType is not JsonTokenType.StartObject)
        {
            return false;
        }

        var parsed = new ClaudeCodeLine { _costMicros = -1 };
        parsed.ReadMembers(ref json, reading);
        JsonLine.End(ref json);
        if (!parsed.MayReportResponse)
        {
            (parsed._usage, parsed._isUsageOdd) = (null, false);
        }

        return parsed.AddTo(reading, line);
    }

    private void ReadMembers(scoped ref Utf8JsonReader json, TranscriptReading reading)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("message"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                ReadMessage(ref json, reading);
            }
            else if (name.SequenceEqual("data"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                ReadProgress(ref json, reading);
            }
            else if (name.SequenceEqual("timestamp"u8))
            {
                _at = JsonLine.Instant(ref json);
            }
            else if (name.SequenceEqual("type"u8))
            {
                _type = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("uuid"u8))
            {
                _uuid = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("requestId"u8))
            {
                _requestId = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("isMeta"u8) || name.SequenceEqual("isCompactSummary"u8))
            {
                _isMeta |= json.TokenType is JsonTokenType.True;
            }
            else if (name.SequenceEqual("promptSource"u8))
            {
                _isSaidBySystem = JsonLine.Text(ref json).SequenceEqual("system"u8);
            }
            else if (name.SequenceEqual("isSidechain"u8))
            {
                _isSidechain = json.TokenType is JsonTokenType.True;
            }
            else if (name.SequenceEqual("toolDenialKind"u8))
            {
                _denial = Failure.FromDenialKind(JsonLine.Text(ref json));
            }
            else if (name.SequenceEqual("permissionDecision"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                ReadDecision(ref json);
            }
            else if (name.SequenceEqual("toolUseResult"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                ReadResult(ref json);
            }
            else if (
                name.SequenceEqual("costUSD"u8)
                && json.TokenType is JsonTokenType.Number
                && json.TryGetDouble(out var dollars)
                && RecordedCost.Micros(dollars) is >= 0 and var cost
            )
            {
                _costMicros = cost;
            }
            else if (name.SequenceEqual("cwd"u8) && json.TokenType is JsonTokenType.String)
            {
                _folderText = JsonLine.Text(ref json);
                _folder = IsFolderAsked(reading) ? JsonLine.String(ref json) : null;
            }
            else if (name.SequenceEqual("version"u8) && json.TokenType is JsonTokenType.String)
            {
                _version = JsonLine.Text(ref json);
                reading.State.Version ??= reading.Names.Get(_version);
            }
            else if (
                reading.State.Session is null
                && name.SequenceEqual("sessionId"u8)
                && ClaudeCodeFormat.IsOfAgent(reading.File)
                && json.TokenType is JsonTokenType.String
            )
            {
                reading.State.Session = JsonLine.String(ref json) is { Length: > 0 } session ? session : null;
            }
            else if (name.StartsWith("attribution"u8))
            {
                ReadAttribution(ref json, name["attribution"u8.Length..]);
            }

            json.Skip();
        }
    }

    // An agent may change its folder; a string of it is only needed for calls' input.
    private static bool IsFolderAsked(TranscriptReading reading) => reading.State.Folder is null || reading.Inputs is not null;

    private void ReadAttribution(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> kind)
    {
        if (kind.SequenceEqual("Skill"u8))
        {
            _skill = JsonLine.Text(ref json);
        }
        else if (kind.SequenceEqual("Plugin"u8))
        {
            _plugin = JsonLine.Text(ref json);
        }
        else if (kind.SequenceEqual("McpServer"u8))
        {
            _mcpServer = JsonLine.Text(ref json);
        }
        else if (kind.SequenceEqual("Agent"u8))
        {
            _agent = JsonLine.Text(ref json);
        }
    }

    private readonly Attribution? Attribution(TranscriptReading reading)
    {
        var names = reading.Names;
        var isServerOld = !_mcpServer.IsEmpty && IsServerKept(_version);
        var (skill, server, agent) = (Name(_skill), isServerOld ? null : Name(_mcpServer), Name(_agent));
        // The plugin is that of the skill or the agent, or else that of the server.
        var plugin = isServerOld && skill is null && agent is null ? null : Name(_plugin);
        agent ??= ClaudeCodeFormat.KindOfAgent(reading);
        return (skill, plugin, server, agent) is (null, null, null, null) ? null : new Attribution(skill, plugin, server, agent);

        string? Name(ReadOnlySpan<byte> name) => name.IsEmpty ? null : names.Get(name);
    }

    private static bool IsServerKept(ReadOnlySpan<byte> version) =>
        Version.TryParse(version, out var parsed) && parsed < NamesServerOfAnswer;

    private static bool SaysStops(ReadOnlySpan<byte> version) =>
        Version.TryParse(version, out var parsed) && parsed >= AlwaysSaysStops;

    private void ReadDecision(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("decision"u8))
            {
                _isRefused = JsonLine.Text(ref json).SequenceEqual("reject"u8);
            }

            json.Skip();
        }
    }

    // The client's own web search is not part of any response's usage. A command may end as an error because the user continued.
    private void ReadResult(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("searchCount"u8) && JsonLine.TryCount(ref json, out var searches))
            {
                _webSearches = searches;
            }
            else if (name.SequenceEqual("interrupted"u8))
            {
                _isInterrupted = json.TokenType is JsonTokenType.True;
            }

            json.Skip();
        }
    }

    // A subagent's line, repeated in the transcript of the agent that started it; if the subagent has a file of its own, its keys identify
    // it.
    private void ReadProgress(scoped ref Utf8JsonReader json, TranscriptReading reading)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("message"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                ReadMembers(ref json, reading);
            }

            json.Skip();
        }
    }

    private void ReadMessage(scoped ref Utf8JsonReader json, TranscriptReading reading)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("usage"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                _usage = ClaudeCodeUsage.Read(ref json, reading.Names);
            }
            else if (name.SequenceEqual("usage"u8))
            {
                _isUsageOdd = json.TokenType is not JsonTokenType.Null;
            }
            else if (name.SequenceEqual("id"u8))
            {
                _messageId = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("stop_reason"u8))
            {
                (_isStopped, _isOpen) = (json.TokenType is JsonTokenType.String, json.TokenType is JsonTokenType.Null);
                _isRefusal = JsonLine.Text(ref json).SequenceEqual("refusal"u8);
            }
            else if (name.SequenceEqual("model"u8) && json.TokenType is JsonTokenType.String)
            {
                _model = reading.Names.Get(JsonLine.Text(ref json));
            }
            else if (name.SequenceEqual("content"u8) && json.TokenType is JsonTokenType.StartArray)
            {
                ReadBlocks(ref json, reading);
            }
            else if (name.SequenceEqual("content"u8) && json.TokenType is JsonTokenType.String)
            {
                _text = JsonLine.Text(ref json);
            }

            json.Skip();
        }
    }

    private void ReadBlocks(scoped ref Utf8JsonReader json, TranscriptReading reading)
    {
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            _hasContent = true;
            if (reading.Texts is not null && ClaudeCodeBlock.ReadText(json) is { } words)
            {
                (_words ??= []).Add(words);
            }

            if (
                json.TokenType is JsonTokenType.StartObject
                && ClaudeCodeBlock.Read(ref json, reading.Names, ref _firstText) is { } block
                && (_blocks?.Count ?? 0) < MaxBlocks
            )
            {
                (_blocks ??= []).Add(block);
            }
            else
            {
                json.Skip();
            }
        }
    }
}

using System.Text;
using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.ClaudeCode;

/// <summary>Reads one line of a transcript of Claude Code; README.md beside this says what was seen of the format.</summary>
internal ref struct ClaudeCodeLine
{
    private const string SyntheticModel = "<synthetic>";
    private const int MaxBlocks = 64;

    // What a user types behind a command is short; longer lines are not searched for one.
    private const int MaxCommand = 16 * 1024;

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
    private FailureKind? _denial;
    private bool _isRefused;
    private ReadOnlySpan<byte> _text;
    private List<string>? _words;
    private bool _isMeta;
    private bool _isSaidBySystem;
    private string? _folder;
    private ReadOnlySpan<byte> _skill;
    private ReadOnlySpan<byte> _plugin;
    private ReadOnlySpan<byte> _mcpServer;
    private ReadOnlySpan<byte> _agent;
    private List<ClaudeCodeBlock>? _blocks;

    /// <inheritdoc cref="ILineFormat.Read"/>
    public static bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        // Neither can be inside a string, where the quotes have backslashes before them.
        if ((line.IndexOf("\"usage\""u8) < 0 && line.IndexOf("\"tool_result\""u8) < 0) || line.StartsWith("{\"type\":\"api-request"u8))
        {
            if (line[0] != '{' || line[^1] != '}')
                throw new JsonException();
            if (line.StartsWith("{\"type\":\"cost-state\""u8))
                ClaudeCodeCosts.Read(line, reading);
            if ((line.Length > MaxCommand || line.IndexOf(TypedSkill.Mark) < 0) && !IsTextAsked(line, reading))
                return true;
        }

        var json = JsonLine.Reader(line);
        json.Read();
        if (json.TokenType is not JsonTokenType.StartObject)
            return false;
        var parsed = new ClaudeCodeLine { _costMicros = -1 };
        parsed.ReadMembers(ref json, reading);
        JsonLine.End(ref json);
        return parsed.AddTo(reading, line);
    }

    private void ReadMembers(scoped ref Utf8JsonReader json, TranscriptReading reading)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("message"u8) && json.TokenType is JsonTokenType.StartObject)
                ReadMessage(ref json, reading);
            else if (name.SequenceEqual("data"u8) && json.TokenType is JsonTokenType.StartObject)
                ReadProgress(ref json, reading);
            else if (name.SequenceEqual("timestamp"u8))
                _at = JsonLine.Instant(ref json);
            else if (name.SequenceEqual("type"u8))
                _type = JsonLine.Text(ref json);
            else if (name.SequenceEqual("uuid"u8))
                _uuid = JsonLine.Text(ref json);
            else if (name.SequenceEqual("requestId"u8))
                _requestId = JsonLine.Text(ref json);
            else if (name.SequenceEqual("isMeta"u8) || name.SequenceEqual("isCompactSummary"u8))
                _isMeta |= json.TokenType is JsonTokenType.True;
            else if (name.SequenceEqual("promptSource"u8))
                _isSaidBySystem = JsonLine.Text(ref json).SequenceEqual("system"u8);
            else if (name.SequenceEqual("isSidechain"u8))
                _isSidechain = json.TokenType is JsonTokenType.True;
            else if (name.SequenceEqual("toolDenialKind"u8))
                _denial = Failure.FromDenialKind(JsonLine.Text(ref json));
            else if (name.SequenceEqual("permissionDecision"u8) && json.TokenType is JsonTokenType.StartObject)
                ReadDecision(ref json);
            else if (name.SequenceEqual("toolUseResult"u8) && json.TokenType is JsonTokenType.StartObject)
                ReadResult(ref json);
            else if (
                name.SequenceEqual("costUSD"u8)
                && json.TokenType is JsonTokenType.Number
                && json.TryGetDouble(out var cost)
                && cost is > 0 and < 1e6
            )
                _costMicros = (long)Math.Round(cost * 1e6);
            else if (name.SequenceEqual("cwd"u8) && IsFolderAsked(reading) && json.TokenType is JsonTokenType.String)
                _folder = json.GetString();
            else if (reading.State.Version is null && name.SequenceEqual("version"u8) && json.TokenType is JsonTokenType.String)
                reading.State.Version = reading.Names.Get(JsonLine.Text(ref json));
            else if (name.StartsWith("attribution"u8))
                ReadAttribution(ref json, name["attribution"u8.Length..]);
            json.Skip();
        }
    }

    // An agent may change its folder; only who asks what calls were given has to know.
    private static bool IsFolderAsked(TranscriptReading reading) => reading.State.Folder is null || reading.Inputs is not null;

    private void ReadAttribution(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> kind)
    {
        if (kind.SequenceEqual("Skill"u8))
            _skill = JsonLine.Text(ref json);
        else if (kind.SequenceEqual("Plugin"u8))
            _plugin = JsonLine.Text(ref json);
        else if (kind.SequenceEqual("McpServer"u8))
            _mcpServer = JsonLine.Text(ref json);
        else if (kind.SequenceEqual("Agent"u8))
            _agent = JsonLine.Text(ref json);
    }

    private readonly Attribution? Attribution(Utf8Names names)
    {
        return _skill.IsEmpty && _plugin.IsEmpty && _mcpServer.IsEmpty && _agent.IsEmpty
            ? null
            : new Attribution(Name(_skill), Name(_plugin), Name(_mcpServer), Name(_agent));

        string? Name(ReadOnlySpan<byte> name) => name.IsEmpty ? null : names.Get(name);
    }

    private void ReadDecision(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("decision"u8))
                _isRefused = JsonLine.Text(ref json).SequenceEqual("reject"u8);
            json.Skip();
        }
    }

    // The client's own search of the web is no part of any response's usage.
    private void ReadResult(scoped ref Utf8JsonReader json)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("searchCount"u8) && JsonLine.TryCount(ref json, out var searches))
                _webSearches = searches;
            json.Skip();
        }
    }

    // A subagent's line, repeated in the transcript of who started it; where the subagent has a file of its own it is known by its keys.
    private void ReadProgress(scoped ref Utf8JsonReader json, TranscriptReading reading)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("message"u8) && json.TokenType is JsonTokenType.StartObject)
                ReadMembers(ref json, reading);
            json.Skip();
        }
    }

    private void ReadMessage(scoped ref Utf8JsonReader json, TranscriptReading reading)
    {
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("usage"u8) && json.TokenType is JsonTokenType.StartObject)
                _usage = ClaudeCodeUsage.Read(ref json, reading.Names);
            else if (name.SequenceEqual("usage"u8))
                _isUsageOdd = json.TokenType is not JsonTokenType.Null;
            else if (name.SequenceEqual("id"u8))
                _messageId = JsonLine.Text(ref json);
            else if (name.SequenceEqual("stop_reason"u8))
                (_isStopped, _isOpen) = (json.TokenType is JsonTokenType.String, json.TokenType is JsonTokenType.Null);
            else if (name.SequenceEqual("model"u8) && json.TokenType is JsonTokenType.String)
                _model = reading.Names.Get(JsonLine.Text(ref json));
            else if (name.SequenceEqual("content"u8) && json.TokenType is JsonTokenType.StartArray)
                ReadBlocks(ref json, reading);
            else if (name.SequenceEqual("content"u8) && json.TokenType is JsonTokenType.String)
                _text = JsonLine.Text(ref json);
            json.Skip();
        }
    }

    private void ReadBlocks(scoped ref Utf8JsonReader json, TranscriptReading reading)
    {
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (reading.Texts is not null && ClaudeCodeBlock.ReadText(json) is { } words)
                (_words ??= []).Add(words);
            if (
                json.TokenType is JsonTokenType.StartObject
                && ClaudeCodeBlock.Read(ref json, reading.Names) is { } block
                && (_blocks?.Count ?? 0) < MaxBlocks
            )
                (_blocks ??= []).Add(block);
            else
                json.Skip();
        }
    }

    private readonly bool AddTo(TranscriptReading reading, ReadOnlySpan<byte> line)
    {
        if (_isUsageOdd)
            return false;
        AddTexts(reading);
        if (_usage is null && _blocks is null)
        {
            AddTypedSkill(reading, line);
            return true;
        }

        if (_at is not { } at || _usage is { IsValid: false })
            return false;
        reading.State.Folder ??= _folder;
        var attribution = Attribution(reading.Names);
        if (_usage is { } usage)
            AddResponse(usage, at, attribution, reading, line);
        foreach (var block in _blocks ?? [])
        {
            block.AddTo(reading, at, attribution, _denial ?? (_isRefused ? FailureKind.Rejection : null), _webSearches);
            block.AddInputTo(reading, at, line, _folder);
        }

        return true;
    }

    // Only a line of these types can hold what was said.
    private static bool IsTextAsked(ReadOnlySpan<byte> line, TranscriptReading reading) =>
        reading.Texts is not null
        && (line.IndexOf("\"type\":\"user\""u8) >= 0 || line.IndexOf("\"type\": \"user\""u8) >= 0)
        && !line.StartsWith("{\"type\":\"api-request"u8);

    // What begins with a tag the client has put there: a reminder, a command, what a command printed.
    private readonly void AddTexts(TranscriptReading reading)
    {
        if (reading.Texts is null || _at is not { } at || _isMeta || _isSaidBySystem)
            return;
        var isUser = _type.SequenceEqual("user"u8);
        if (!isUser && !_type.SequenceEqual("assistant"u8))
            return;
        List<string> said = _words ?? [];
        if (!_text.IsEmpty)
            said.Add(Encoding.UTF8.GetString(_text));
        var text = string.Join('\n', said.Where(words => !isUser || !words.TrimStart().StartsWith('<')));
        reading.AddText(at, text, isUser, _isSidechain);
    }

    private readonly void AddTypedSkill(TranscriptReading reading, ReadOnlySpan<byte> line)
    {
        if (
            _at is not { } at
            || !_type.SequenceEqual("user"u8)
            || TypedSkill.Find(_text, reading.File.Path, _folder ?? reading.State.Folder) is not { } skill
        )
            return;
        reading.State.Folder ??= _folder;
        reading.AddTypedSkill(
            _uuid.IsEmpty ? IdHash.Compute(line) : IdHash.Compute(_uuid),
            at,
            reading.Names.Get(Encoding.UTF8.GetBytes(skill))
        );
    }

    private readonly void AddResponse(
        ClaudeCodeUsage usage,
        uint at,
        Attribution? attribution,
        TranscriptReading reading,
        ReadOnlySpan<byte> line
    )
    {
        if (_model is SyntheticModel)
        {
            reading.Skipped += new Skipped(0, 0, 1, 0, 0);
            return;
        }

        var state = reading.State;
        state.SaysStops |= _isStopped;
        var key = Key(line);
        var kind = (_isSidechain ? UsageKind.Sidechain : 0) | (_isOpen && state.SaysStops ? UsageKind.Unfinished : 0);
        var response = new ReadResponse(key, at, Priced(_model, usage), usage.Tokens, _costMicros)
        {
            Kind = kind | (usage.IsUsOnly ? UsageKind.UsInference : 0),
            WebSearches = usage.WebSearches,
            Message = Short(_messageId),
            Attribution = attribution,
            Witness = Short(_uuid),
        };
        state.Model = response.Model;
        reading.Add(response);
        for (var i = 0; i < usage.Outside.Count; i++)
        {
            var outside = usage.Outside[i];
            reading.Add(response with
            {
                Key = IdHash.Compute("iteration"u8, new IdHash(key.Low + (ulong)i, key.High)),
                Model = Priced(outside.Model ?? _model, outside),
                Tokens = outside.Tokens,
                CostMicros = -1,
                Kind = response.Kind | (outside.IsUsOnly ? UsageKind.UsInference : 0),
                WebSearches = outside.WebSearches,
                Message = response.Message == 0 ? 0 : response.Message + (uint)i + 1,
            });
        }
    }

    private static string Priced(string? model, ClaudeCodeUsage usage) =>
        model is { Length: > 0 } ? model + (usage.IsFast ? "-fast" : "") : UnknownModel.Name;

    private static uint Short(ReadOnlySpan<byte> id) => id.IsEmpty ? 0 : Math.Max(1, (uint)IdHash.Compute(id).High);

    // A line that names no response is one of its own.
    private readonly IdHash Key(ReadOnlySpan<byte> line)
    {
        if (_messageId.IsEmpty)
            return IdHash.Compute(line);
        return _requestId.IsEmpty ? IdHash.Compute(_messageId) : IdHash.Compute(_requestId, IdHash.Compute(_messageId));
    }
}

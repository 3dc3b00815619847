using System.Runtime.InteropServices;
using System.Text;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Transcripts.ClaudeCode;

/// <summary>What a line adds to a transcript's reading.</summary>
internal ref partial struct ClaudeCodeLine
{
    // The last line's message and what was sent for it, if other messages may have the same identifier.
    private static readonly IdHash LastMessage = IdHash.Compute("last message"u8);
    private static readonly IdHash LastSent = IdHash.Compute("sent for the last message"u8);

    // Why the line's call did not succeed, from fields of its own.
    private readonly CallOutcome? Denial =>
        _denial ?? (_isRefused ? CallOutcome.Rejection : _isInterrupted ? CallOutcome.NotRun : null);

    // Some tools write lines without a type.
    private readonly bool MayReportResponse => _type.IsEmpty || _type.SequenceEqual("assistant"u8) || _type.SequenceEqual("progress"u8);

    // A model's answer always has usage.
    private readonly bool LacksUsage => _usage is null && _type.SequenceEqual("assistant"u8) && _model is not SyntheticModel;

    private readonly bool AddTo(TranscriptReading reading, ReadOnlySpan<byte> line)
    {
        if (_type.StartsWith("api-request"u8))
        {
            EndResponse(reading.State);
            return true;
        }

        if (_isUsageOdd)
        {
            return false;
        }

        if (_usage is null)
        {
            EndResponse(reading.State);
        }

        AddTexts(reading);
        if (_usage is null && _blocks is null)
        {
            AddTypedSkill(reading, line);
            return !LacksUsage;
        }

        if (_at is not { } at || _usage is { IsValid: false })
        {
            return false;
        }

        reading.State.Folder ??= _folder;
        var attribution = Attribution(reading);
        if (_usage is { } usage)
        {
            AddResponse(usage, at, attribution, reading, line);
        }

        foreach (var block in _blocks ?? [])
        {
            block.AddTo(reading, at, attribution, Denial, _webSearches, _folderText);
            block.AddInputTo(reading, at, line, _folder);
        }

        return !LacksUsage;
    }

    // Only a line of this type contains what was said without a response.
    private static bool IsTextAsked(ReadOnlySpan<byte> line, TranscriptReading reading) =>
        reading.Texts is not null && line.IndexOf("\"user\""u8) >= 0;

    // Text that starts with a tag comes from the client: a reminder, a command, a command's output.
    private readonly void AddTexts(TranscriptReading reading)
    {
        if (reading.Texts is null || _at is not { } at || _isMeta || _isSaidBySystem)
        {
            return;
        }

        var isUser = _type.SequenceEqual("user"u8);
        if (!isUser && !_type.SequenceEqual("assistant"u8))
        {
            return;
        }

        List<string> said = _words ?? [];
        if (!_text.IsEmpty)
        {
            said.Add(Encoding.UTF8.GetString(_text));
        }

        var text = string.Join('\n', said.Where(words => !isUser || !words.TrimStart().StartsWith('<')));
        reading.AddText(at, text, isUser, _isSidechain);
    }

    // A list's text is as it is written in JSON.
    private readonly ReadOnlySpan<byte> Command =>
        _text.IsEmpty && _firstText.StartsWith("<"u8) ? Encoding.UTF8.GetBytes(JsonLine.Unescape(_firstText)) : _text;

    private readonly void AddTypedSkill(TranscriptReading reading, ReadOnlySpan<byte> line)
    {
        if (
            _at is not { } at
            || !_type.SequenceEqual("user"u8)
            || TypedSkill.Find(Command, reading.File.Path, _folder ?? reading.State.Folder) is not { } skill
        )
        {
            return;
        }

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
            reading.Skipped += Skipped.OneSynthetic;
            return;
        }

        var state = reading.State;
        state.SaysStops |= _isStopped || (_isOpen && !state.SaysStops && SaysStops(_version));
        var key = Key(line, usage.Tokens, state);
        var kind =
            (_isSidechain ? UsageKind.Sidechain : 0)
            | (_requestId.IsEmpty && IsMakersMessage(_messageId) ? UsageKind.NoRequest : 0)
            | (_isOpen && state.SaysStops ? UsageKind.Unfinished : 0);
        // What is refused before any output is not billed, although usage counts the input, and some gateways one token of output.
        var isFree = _isRefusal && !_hasContent && _text.IsEmpty && usage.Tokens.Output <= 1;
        var response = new ReadResponse(key, at, Priced(_model, usage), usage.Tokens, isFree ? 0 : _costMicros)
        {
            Kind = kind | (usage.IsUsOnly ? UsageKind.UsInference : 0),
            WebSearches = usage.WebSearches,
            Message = _requestId.IsEmpty && !IsMakersMessage(_messageId) ? 0 : Short(_messageId),
            Attribution = attribution,
            Witness = Short(IsMakersOwn(_requestId) ? _requestId : _uuid),
        };
        state.Model = response.Model;
        reading.Add(response);
        reading.Skipped += new Skipped { Foreign = usage.HasOddIteration ? 1 : 0 };
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
        model is { Length: > 0 } ? model + (usage.IsFast ? ModelName.FastSuffix : "") : UnknownModel.Name;

    // The vendor's identifiers are unique; a gateway may start at 1 in each session.
    private static bool IsMakersOwn(ReadOnlySpan<byte> requestId) => requestId.StartsWith("req_01"u8) && requestId.Length >= 24;

    private static bool IsMakersMessage(ReadOnlySpan<byte> id) => id.StartsWith("msg_"u8) && id.Length >= 24;

    private static uint Short(ReadOnlySpan<byte> id) => id.IsEmpty ? 0 : Math.Max(1, (uint)IdHash.Compute(id).High);

    // A line that names no response is one of its own. A gateway may give all responses one identifier: after any other line it is the
    // same response only if as much was sent for it.
    private readonly IdHash Key(ReadOnlySpan<byte> line, TokenCount tokens, TranscriptState state)
    {
        if (_messageId.IsEmpty)
        {
            return IdHash.Compute(line);
        }

        var message = IdHash.Compute(_messageId);
        if (!_requestId.IsEmpty)
        {
            return IdHash.Compute(_requestId, message);
        }

        if (IsMakersMessage(_messageId))
        {
            return message;
        }

        if (state.Noted(LastMessage) != message.Low)
        {
            state.Note(LastMessage, message.Low);
            state.Note(LastSent, IdHash.Compute(MemoryMarshal.AsBytes<long>([tokens.Input, tokens.CacheWrite, tokens.CacheRead])).Low);
        }

        return IdHash.Compute("sent"u8, new IdHash(message.Low ^ state.Noted(LastSent), message.High));
    }

    private static void EndResponse(TranscriptState state) => state.Note(LastMessage, 0);
}

using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Transcripts.Codex;

/// <summary>
/// Reads one line of a rollout file: `{timestamp, type, payload}`; the README.md in this folder says where the format comes from.
/// </summary>
internal static class CodexLine
{
    // Processing at a higher price, which Codex's fast mode requests.
    private static readonly IdHash FastTier = IdHash.Compute("fast tier"u8);

    // When the session was begun, or the lines copied into it were written, whichever is later.
    private static readonly IdHash Begun = IdHash.Compute("begun"u8);

    // The tokens of the last count that no record had before.
    private static readonly IdHash LastCount = IdHash.Compute("last count"u8);

    // A turn says which model it uses; the thread's is used only if no turn does.
    private static readonly IdHash NamedByTurn = IdHash.Compute("named by a turn"u8);

    /// <inheritdoc cref="ILineFormat.Read"/>
    public static bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        if (!HoldsAny(line) && !(reading.Texts is not null && HoldsText(line)))
        {
            if (line[0] == '{' && line[^1] == '}')
            {
                return true;
            }

            throw new JsonException();
        }

        var json = JsonLine.Reader(line);
        json.Read();
        if (json.TokenType is not JsonTokenType.StartObject)
        {
            return false;
        }

        uint? at = null;
        ReadOnlySpan<byte> type = default;
        var payload = default(CodexPayload);
        while (JsonLine.NextMember(ref json, out var name))
        {
            if (name.SequenceEqual("timestamp"u8))
            {
                at = JsonLine.Instant(ref json);
            }
            else if (name.SequenceEqual("type"u8))
            {
                type = JsonLine.Text(ref json);
            }
            else if (name.SequenceEqual("payload"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                payload = CodexPayload.Read(ref json, reading.Texts is not null);
            }

            json.Skip();
        }

        JsonLine.End(ref json);
        return Take(type, payload, at, line, reading);
    }

    // Quotes inside a string are escaped by backslashes, so that people's and tools' words do not match.
    private static bool HoldsAny(ReadOnlySpan<byte> line) =>
        line.IndexOf("\"call_id\""u8) >= 0
        || line.IndexOf("\"token_"u8) >= 0
        || line.IndexOf("\"item_completed\""u8) >= 0
        || line.IndexOf("\"turn_context\""u8) >= 0
        || line.IndexOf("\"thread_settings\""u8) >= 0
        || line.IndexOf("\"session_meta\""u8) >= 0;

    // Older versions wrote an event for what was said, newer ones an item.
    private static bool HoldsText(ReadOnlySpan<byte> line) =>
        line.IndexOf("\"user_message\""u8) >= 0 || line.IndexOf("\"agent_message\""u8) >= 0;

    private static void TakeText(CodexPayload payload, uint? at, TranscriptReading reading)
    {
        if (reading.Texts is null || at is not { } instant || payload.Words is not { } words)
        {
            return;
        }

        var kind = payload.Type.SequenceEqual("item_completed"u8) ? payload.Name : payload.Type;
        var isUser = kind.SequenceEqual("UserMessage"u8) || kind.SequenceEqual("user_message"u8);
        if (isUser || kind.SequenceEqual("AgentMessage"u8) || kind.SequenceEqual("agent_message"u8))
        {
            reading.AddText(instant, words, isUser, reading.State.Parent is not null);
        }
    }

    private static bool Take(ReadOnlySpan<byte> type, CodexPayload payload, uint? at, ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        if (type.SequenceEqual("event_msg"u8))
        {
            TakeText(payload, at, reading);
        }

        // A record belongs to one response; anything else applies to what follows.
        if (payload.SaysTier && !type.SequenceEqual("token_usage_record"u8))
        {
            reading.State.Note(FastTier, IsFast(payload.Tier) ? 1UL : 0);
        }

        if (type.SequenceEqual("session_meta"u8))
        {
            TakeSession(payload, at, reading);
        }
        else if (type.SequenceEqual("turn_context"u8))
        {
            TakeTurn(payload, reading);
        }
        else if (type.SequenceEqual("token_usage_record"u8))
        {
            return TakeRecord(payload, at, line, reading);
        }
        else if (payload.Type.SequenceEqual("thread_settings_applied"u8))
        {
            NameThread(payload, reading);
        }
        else if (type.SequenceEqual("event_msg"u8) && payload.Type.SequenceEqual("token_count"u8))
        {
            return TakeTokens(payload, at, line, reading);
        }
        else if ((type.SequenceEqual("response_item"u8) || type.SequenceEqual("event_msg"u8)) && !payload.CallId.IsEmpty)
        {
            return CodexCalls.Take(payload, at, line, reading);
        }

        return true;
    }

    // The first is the session's own; the sessions it was copied from may follow.
    private static void TakeSession(CodexPayload payload, uint? at, TranscriptReading reading)
    {
        var state = reading.State;
        state.Folder ??= payload.Folder;
        var isOwn = state.CopiedUntil == 0;
        if (isOwn)
        {
            state.CopiedUntil = uint.MaxValue;
            state.Note(Begun, payload.BegunAt ?? at ?? 0);
            state.Session = CodexFormat.IsNamedAfterSession(reading.File) ? null : payload.Id;
            NameThread(payload, reading);
        }

        if (!isOwn && payload.Id is { } origin)
        {
            state.AddOrigin(origin);
            state.Note(Begun, Math.Max(state.Noted(Begun), at ?? 0));
        }

        var parent = isOwn ? payload.Parent : payload.Id;
        if (state.Parent is not null || parent is null || parent == reading.Session)
        {
            return;
        }

        (state.Parent, state.IsCopy) = (parent, true);
    }

    private static void TakeTurn(CodexPayload payload, TranscriptReading reading)
    {
        var state = reading.State;
        state.Folder ??= payload.Folder;
        state.Turn = payload.TurnId.IsEmpty ? 0 : Math.Max(1, (uint)IdHash.Compute(payload.TurnId).High);
        if (state.IsCopy)
        {
            state.CopiedUntil = IsOwnTurn(payload.TurnId, reading.Session) switch
            {
                true => 1,
                false => uint.MaxValue,
                null => (uint)Math.Max(1, state.Noted(Begun)),
            };
        }

        if (payload.Model.IsEmpty)
        {
            return;
        }

        state.Note(NamedByTurn, 1);
        Name(payload, reading);
    }

    // Identifiers of version 7 begin with their time, so a turn that is older than its session was copied into it. Null if one is not.
    private static bool? IsOwnTurn(ReadOnlySpan<byte> turn, string session)
    {
        const int Length = 36;
        const int Version = 14;
        return turn.Length == Length && session.Length == Length && turn[Version] == '7' && session[Version] == '7'
            ? turn.SequenceCompareTo(Encoding.ASCII.GetBytes(session)) >= 0
            : null;
    }

    private static void NameThread(CodexPayload payload, TranscriptReading reading)
    {
        if (!payload.Model.IsEmpty && reading.State.Noted(NamedByTurn) == 0)
        {
            Name(payload, reading);
        }
    }

    private static void Name(CodexPayload payload, TranscriptReading reading)
    {
        var state = reading.State;
        state.Model = reading.Names.Get(payload.Model);
        foreach (var response in state.TakeUnnamed(Priced(state.Model, IsFast(payload, reading))))
        {
            reading.Add(response);
        }
    }

    // A response with an identifier; what a compaction used is in no other line.
    private static bool TakeRecord(CodexPayload payload, uint? at, ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        if (payload.Usage is not { } usage || at is not { } instant || payload.IsInvalid || !usage.Tokens.IsOfOneResponse)
        {
            return false;
        }

        // Some versions write a response's count before its record.
        if (reading.State.Noted(LastCount) == Mark(usage.Tokens))
        {
            reading.State.Note(LastCount, 0);
            return true;
        }

        var key = payload.ResponseId.IsEmpty ? IdHash.Compute(line) : IdHash.Compute(payload.ResponseId);
        reading.State.AddRecord(usage.Tokens);
        Add(
            new ReadResponse(key, instant, "", usage.Tokens) { Witness = Math.Max(1, (uint)key.High) },
            IsFast(payload, reading),
            reading
        );
        return true;
    }

    private static bool TakeTokens(CodexPayload payload, uint? at, ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        // The same event also reports rate limits, without tokens.
        if (payload.Total is null && payload.Last is null)
        {
            return !payload.IsInvalid;
        }

        if (at is not { } instant || payload.IsInvalid)
        {
            return false;
        }

        var state = reading.State;
        if (payload.Last is null && state.IsCopy && state.CopiedUntil > 1 && state.Running == default)
        {
            // What the parent used until here.
            state.Running = payload.Total!.Value.Tokens;
            return true;
        }

        var tokens = payload.Last?.Tokens ?? payload.Total!.Value.Since(state.Running);
        if (!tokens.IsOfOneResponse)
        {
            return false;
        }

        var isNew = payload.Total?.Tokens != state.Running;
        state.Running = payload.Total?.Tokens ?? state.Running;
        var isKnown = isNew && state.TakeRecord(tokens);
        if (!isNew || tokens.Total == 0 || (isKnown && payload.Total is null))
        {
            return true;
        }

        state.Note(LastCount, isKnown ? 0 : Mark(tokens));
        Add(
            new ReadResponse(payload.Total?.Identity ?? IdHash.Compute(line), instant, "", isKnown ? default : tokens)
            {
                Kind = isKnown ? UsageKind.TotalOnly : UsageKind.None,
                IsRunningTotal = payload.Total is not null,
                IsInherited = state.IsCopy && instant <= state.CopiedUntil,
                Witness = payload.Total is null ? 0 : state.Turn,
            },
            IsFast(payload, reading),
            reading
        );
        return true;
    }

    private static ulong Mark(TokenCount tokens) => IdHash.Compute(MemoryMarshal.AsBytes([tokens])).High | 1;

    // The model may be named later in the same file.
    private static void Add(ReadResponse response, bool isFast, TranscriptReading reading)
    {
        if (reading.State.Model is { } model)
        {
            reading.Add(response with { Model = Priced(model, isFast) });
            return;
        }

        var unnamed = response with { Model = UnknownModel.Name, Kind = response.Kind | UsageKind.Unnamed };
        reading.State.AddUnnamed(unnamed);
        reading.Add(unnamed);
    }

    private static string Priced(string model, bool isFast) => isFast ? model + ModelName.FastSuffix : model;

    private static bool IsFast(CodexPayload payload, TranscriptReading reading) =>
        payload.SaysTier ? IsFast(payload.Tier) : reading.State.Noted(FastTier) != 0;

    private static bool IsFast(ReadOnlySpan<byte> tier) => tier.SequenceEqual("priority"u8) || tier.SequenceEqual("fast"u8);
}

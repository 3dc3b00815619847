using System.Runtime.InteropServices;
using System.Text.Json;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.OpenCode;

/// <summary>What messages of both generations say of a response in the same way.</summary>
internal static class OpenCodeResponse
{
    /// <summary>A response as a message reports it; null if it reports no tokens.</summary>
    /// <param name="message">The message.</param>
    /// <param name="model">The model's name; empty if unknown.</param>
    /// <param name="at">UTC milliseconds since 1970 of the message's start, which a copy of it keeps.</param>
    /// <param name="session">The session's reading.</param>
    public static ReadResponse? Read(JsonElement message, string model, long at, TranscriptReading session)
    {
        var tokens = Tokens(message.Get("tokens"));
        return tokens.Total == 0
            ? null
            : new ReadResponse(
                Key(at, model, tokens),
                UtcInstant.Seconds(at),
                model.Length > 0 ? session.Names.Get(model) : UnknownModel.Name,
                tokens,
                message.CostMicros("cost")
            )
            {
                Attribution = Agent(message, session),
            };
    }

    /// <summary>
    /// True if its counts are in a form that is not understood, or missing: OpenCode 1 writes them with every answer that ended without an
    /// error.
    /// </summary>
    public static bool IsForeign(JsonElement message) =>
        message.Get("tokens").Lacks("input", "output", "reasoning", "cache")
        || (
            message.Text("role") is "assistant"
            && message.Get("tokens").ValueKind is not JsonValueKind.Object
            && message.Get("error").ValueKind is not JsonValueKind.Object
            && message.Get("time").Whole("completed") is not null
        );

    /// <summary>
    /// What the model thought is not in its output. Input and output are differences, which some versions subtract too much from.
    /// </summary>
    public static TokenCount Tokens(JsonElement reported) => new(
        Math.Max(0, reported.TokenDifference("input")),
        Math.Max(0, reported.TokenDifference("output") + reported.Tokens("reasoning")),
        reported.Get("cache").Tokens("write"),
        0,
        reported.Get("cache").Tokens("read")
    );

    /// <summary>A message has another identifier in each copy of it.</summary>
    public static IdHash Key(long at, string model, TokenCount tokens) =>
        IdHash.Compute(
            MemoryMarshal.AsBytes<long>([at, tokens.Input, tokens.Output, tokens.CacheWrite, tokens.CacheRead]),
            IdHash.Compute(model)
        );

    /// <summary>Every message names its agent; those of a session that another one began are a subagent's.</summary>
    public static Attribution? Agent(JsonElement message, TranscriptReading session) =>
        session.State.Parent is not null && message.Text("agent") is { Length: > 0 } agent
            ? Attribution.From(session.Names.Get(agent))
            : null;
}

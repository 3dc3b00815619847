using ToolTime.Recording.Calls;

namespace ToolTime.Recording.Otlp;

/// <summary>What is recorded from a log record: a response, a call, or a skill that a user started.</summary>
internal sealed record OtlpEvent
{
    public required OtlpEventKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The client's name on the wire.</summary>
    public required string Client { get; init; }

    /// <summary>The session's id in the client.</summary>
    public required string Session { get; init; }

    /// <summary>
    /// Identifies repeated reports of the same thing: made from the client's own identifier, or else from everything recorded. A call's
    /// equals that in its transcript, if the client uses the same names for calls.
    /// </summary>
    public IdHash Key { get; init; }

    public string? Version { get; init; }

    public string? Model { get; init; }

    /// <summary>Input tokens, without cache reads and writes.</summary>
    public long Input { get; init; }

    /// <summary>Output tokens, with reasoning.</summary>
    public long Output { get; init; }

    public long CacheRead { get; init; }

    /// <summary>Tokens written to a cache for 5 minutes, or for an unknown time.</summary>
    public long CacheWrite { get; init; }

    public long CacheWrite1h { get; init; }

    public string? Tool { get; init; }

    public CallOutcome Outcome { get; init; }

    public long? Milliseconds { get; init; }

    /// <summary>The skill that was started, or that the event is attributed to.</summary>
    public string? Skill { get; init; }

    public string? Plugin { get; init; }

    public string? McpServer { get; init; }

    public string? Agent { get; init; }
}

/// <summary>The kinds of event.</summary>
internal enum OtlpEventKind
{
    Response,
    Call,
    Skill,
}

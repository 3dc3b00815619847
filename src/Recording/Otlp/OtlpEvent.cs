using ToolTime.Recording.Calls;

namespace ToolTime.Recording.Otlp;

/// <summary>What is recorded of a log record: a response, a call, or a skill that a user started.</summary>
internal sealed record OtlpEvent
{
    public required OtlpEventKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The client's name on the wire.</summary>
    public required string Client { get; init; }

    /// <summary>The session, as the client names it.</summary>
    public required string Session { get; init; }

    /// <summary>
    /// By which the same is known when it is reported again: made of the client's own identifier, else of all that is recorded. A call's is
    /// that of its transcript, where the client names calls alike.
    /// </summary>
    public IdHash Key { get; init; }

    public string? Version { get; init; }

    public string? Model { get; init; }

    /// <summary>Without what came from a cache or was written to one.</summary>
    public long Input { get; init; }

    /// <summary>With the reasoning.</summary>
    public long Output { get; init; }

    public long CacheRead { get; init; }

    /// <summary>For 5 minutes, or as long as is not said.</summary>
    public long CacheWrite { get; init; }

    public long CacheWrite1h { get; init; }

    public string? Tool { get; init; }

    public CallOutcome Outcome { get; init; }

    public long? Milliseconds { get; init; }

    /// <summary>The skill that was started, or on whose account it was.</summary>
    public string? Skill { get; init; }

    public string? Plugin { get; init; }

    public string? McpServer { get; init; }

    public string? Agent { get; init; }
}

/// <summary>What an event is of.</summary>
internal enum OtlpEventKind
{
    Response,
    Call,
    Skill,
}

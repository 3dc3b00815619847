namespace ToolTime.Recording.Otlp;

/// <summary>
/// The attributes that are read of a log record, under whichever name a client gives them. What is not here is not read: people, accounts,
/// organisations, hosts, paths, repositories, prompts, answers and outputs are none of these.
/// </summary>
internal enum OtlpAttribute
{
    EventName,
    EventKind,
    Timestamp,
    Version,
    Session,
    Request,
    Model,
    Input,
    Output,
    CacheRead,
    CacheWrite,
    CacheWrite1h,
    Thoughts,
    ToolTokens,
    Speed,
    Agent,
    Skill,
    Plugin,
    McpServer,
    McpTool,
    Trigger,
    Tool,
    Namespace,
    Call,
    Success,
    Status,
    ErrorType,
    Decision,
    Duration,

    /// <summary>Names that belong to a call, as JSON, and parts of what it was given. Only looked at for names; never stored.</summary>
    Parameters,

    /// <summary>What a tool was given. Only looked at by rules; never stored.</summary>
    Arguments,

    /// <summary>The beginning of what a failed tool said: it distinguishes a refusal from an error. Never stored.</summary>
    Said,
}

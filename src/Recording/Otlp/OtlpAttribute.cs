namespace ToolTime.Recording.Otlp;

/// <summary>
/// The attributes read from a log record, under any client's name for them. Nothing else is read: people, accounts, organisations, hosts,
/// paths, repositories, prompts, answers and outputs are not in the list.
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

    /// <summary>Names that belong to a call, as JSON, and parts of its input. Only searched for names; never stored.</summary>
    Parameters,

    /// <summary>A tool's input. Only checked by rules; never stored.</summary>
    Arguments,

    /// <summary>The start of a failed tool's output: distinguishes a refusal from an error. Never stored.</summary>
    Said,
}

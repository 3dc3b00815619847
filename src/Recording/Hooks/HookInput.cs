using System.Globalization;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Json;

namespace ToolTime.Recording.Hooks;

/// <summary>The fields of a hook's JSON from which something is recorded.</summary>
internal sealed class HookInput
{
    private const int MaxName = 1024;
    private const int MaxLiteral = 8;
    private const int MaxPath = 16 * 1024;
    private const int IsThere = 1;
    private const string Arguments = "tool_input";
    private const string Response = "tool_response";

    private static readonly JsonField EventName = new(null, "hook_event_name", MaxName);
    private static readonly JsonField SessionId = new(null, "session_id", MaxName);
    private static readonly JsonField Cwd = new(null, "cwd", MaxPath);
    private static readonly JsonField ToolName = new(null, "tool_name", MaxName);
    private static readonly JsonField CallId = new(null, "tool_use_id", MaxName);
    private static readonly JsonField ModelName = new(null, "model", MaxName);
    private static readonly JsonField ErrorText = new(null, "error", Failure.NeededBytes, Whole: false);
    private static readonly JsonField SkillName = new(Arguments, "skill", MaxName);
    private static readonly JsonField FilePath = new(Arguments, "file_path", MaxPath);
    private static readonly JsonField NotebookPath = new(Arguments, "notebook_path", MaxPath);
    private static readonly JsonField WasInterrupted = new(null, "is_interrupt", MaxLiteral);
    private static readonly JsonField CommandInterrupted = new(Response, "interrupted", MaxLiteral);
    private static readonly JsonField DurationMs = new(null, "duration_ms", MaxLiteral, IsNumber: true);
    private static readonly JsonField CommandName = new(null, "command_name", MaxName);
    private static readonly JsonField CommandSource = new(null, "command_source", MaxName);
    private static readonly JsonField PromptField = new(null, "prompt_id", MaxName);
    private static readonly JsonField TranscriptPath = new(null, "transcript_path", IsThere, Whole: false);
    private static readonly JsonField Timestamp = new(null, "timestamp", IsThere, Whole: false);
    private static readonly JsonField CursorVersion = new(null, "cursor_version", IsThere, Whole: false);
    private static readonly JsonField ResultType = new("tool_result", "result_type", IsThere, Whole: false);

    public static readonly JsonField[] Fields =
    [
        EventName, SessionId, Cwd, ToolName, CallId, ModelName, ErrorText, SkillName, FilePath, NotebookPath, WasInterrupted,
        CommandInterrupted, DurationMs, CommandName, CommandSource, PromptField, TranscriptPath, Timestamp, CursorVersion, ResultType,
    ];

    public HookInput(JsonFieldScanner scanner)
    {
        Event = scanner[EventName];
        Session = scanner[SessionId];
        Folder = scanner[Cwd];
        Tool = scanner[ToolName];
        ToolUseId = scanner[CallId];
        Model = scanner[ModelName];
        Error = scanner[ErrorText];
        Skill = scanner[SkillName];
        File = scanner[FilePath] ?? scanner[NotebookPath];
        IsInterrupt = scanner[WasInterrupted] is "true" || scanner[CommandInterrupted] is "true";
        Milliseconds = long.TryParse(scanner[DurationMs], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? milliseconds
            : null;
        TypedSkill = scanner[CommandSource] is "builtin" or "mcp" ? null : scanner[CommandName];
        PromptId = scanner[PromptField];
        IsOfAnotherAgent =
            (scanner[Timestamp] is not null && scanner[TranscriptPath] is null)
            || scanner[CursorVersion] is not null
            || scanner[ResultType] is not null
            || ToolUseId?.Contains("__vscode", StringComparison.Ordinal) is true;
    }

    /// <summary>
    /// Whether Cursor, Copilot CLI or VS Code sent it, which run the hooks in Claude Code's settings too. Their events lack what Claude
    /// Code always sends, or have what it never did.
    /// </summary>
    public bool IsOfAnotherAgent { get; }

    public string? Event { get; }

    public string? Session { get; }

    public string? Folder { get; }

    public string? Tool { get; }

    public string? ToolUseId { get; }

    public string? Model { get; }

    /// <summary>The start of the error's text: enough to distinguish a rejection from an error, and never recorded.</summary>
    public string? Error { get; }

    /// <summary>Whether the call ended because it was interrupted: a command's result says so without an error.</summary>
    public bool IsInterrupt { get; }

    public string? Skill { get; }

    /// <summary>The skill that the user started with a slash; null for the client's own commands and MCP prompts.</summary>
    public string? TypedSkill { get; }

    public string? PromptId { get; }

    /// <summary>How long the call ran, as measured by the client.</summary>
    public long? Milliseconds { get; }

    public string? File { get; }

    /// <summary>
    /// Null if there is no JSON object that names its event. An object over the size limit is read up to the limit; one that is broken or
    /// ends half way is not used.
    /// </summary>
    /// <param name="scanner">Extracts the fields.</param>
    /// <param name="copy">Receives the whole input; null if not needed.</param>
    public static HookInput? Read(JsonFieldScanner scanner, MemoryStream? copy = null)
    {
        var end = StandardInput.Feed(scanner, copy);
        var input = end is InputEnd.Complete or InputEnd.TooLong ? new HookInput(scanner) : null;
        return string.IsNullOrEmpty(input?.Event) ? null : input;
    }
}

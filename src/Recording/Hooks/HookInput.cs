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

    public static readonly JsonField[] Fields =
    [
        new(null, "hook_event_name", MaxName),
        new(null, "session_id", MaxName),
        new(null, "cwd", MaxPath),
        new(null, "tool_name", MaxName),
        new(null, "tool_use_id", MaxName),
        new(null, "model", MaxName),
        new(null, "error", Failure.NeededBytes, Whole: false),
        new(Arguments, "skill", MaxName),
        new(Arguments, "file_path", MaxPath),
        new(Arguments, "notebook_path", MaxPath),
        new(null, "is_interrupt", MaxLiteral),
        new(null, "duration_ms", MaxLiteral, IsNumber: true),
        new(null, "command_name", MaxName),
        new(null, "command_source", MaxName),
        new(null, "prompt_id", MaxName),
        new(null, "transcript_path", IsThere, Whole: false),
        new(null, "timestamp", IsThere, Whole: false),
        new(null, "cursor_version", IsThere, Whole: false),
        new("tool_result", "result_type", IsThere, Whole: false),
    ];

    public HookInput(JsonFieldScanner scanner)
    {
        Event = scanner[0];
        Session = scanner[1];
        Folder = scanner[2];
        Tool = scanner[3];
        ToolUseId = scanner[4];
        Model = scanner[5];
        Error = scanner[6];
        Skill = scanner[7];
        File = scanner[8] ?? scanner[9];
        IsInterrupt = scanner[10] is "true";
        Milliseconds = long.TryParse(scanner[11], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? milliseconds
            : null;
        TypedSkill = scanner[13] is "builtin" or "mcp" ? null : scanner[12];
        PromptId = scanner[14];
        IsOfAnotherAgent =
            (scanner[16] is not null && scanner[15] is null)
            || scanner[17] is not null
            || scanner[18] is not null
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

    /// <summary>Whether the call failed because it was interrupted.</summary>
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

namespace ToolTime.Recording.Calls;

/// <summary>The agents that can be recorded, by their names on the wire.</summary>
internal static class ClientName
{
    public const string ClaudeCode = "claude-code";
    public const string Codex = "codex";
    public const string Copilot = "copilot";
    public const string Gemini = "gemini";
    public const string Goose = "goose";
    public const string Kilo = "kilo";
    public const string Kimi = "kimi";
    public const string OpenClaw = "openclaw";
    public const string OpenCode = "opencode";
    public const string Pi = "pi";
    public const string Qwen = "qwen";

    public static readonly string[] All = [ClaudeCode, Codex, Copilot, Gemini, Goose, Kilo, Kimi, OpenClaw, OpenCode, Pi, Qwen];

    public static bool IsKnown(string name) => All.Contains(name);

    /// <summary>Claude Code, unless the hook was registered as `hook --client NAME` with a known name.</summary>
    public static string FromHookArguments(string[] args) =>
        args is [_, "--client", var name, ..] && IsKnown(name) ? name : ClaudeCode;
}

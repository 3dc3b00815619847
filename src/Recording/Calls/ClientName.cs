namespace ToolTime.Recording.Calls;

/// <summary>The agents that can be recorded, by the names that they have on the wire.</summary>
internal static class ClientName
{
    public const string ClaudeCode = "claude-code";
    public const string Codex = "codex";
    public const string OpenClaw = "openclaw";

    public static bool IsKnown(string name) => name is ClaudeCode or Codex or OpenClaw or "opencode" or "gemini";

    /// <summary>Claude Code, unless the hook was registered as `hook --client NAME` with a known name.</summary>
    public static string FromHookArguments(string[] args) =>
        args is [_, "--client", var name, ..] && IsKnown(name) ? name : ClaudeCode;
}

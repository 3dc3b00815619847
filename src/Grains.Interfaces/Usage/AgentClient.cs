namespace ToolTime.Usage;

/// <summary>The coding agent that a report is about. The numbers are stored; they never change.</summary>
public enum AgentClient
{
    /// <summary>The report does not say.</summary>
    Unknown = 0,

    /// <summary><c>claude-code</c></summary>
    ClaudeCode = 1,

    /// <summary><c>codex</c></summary>
    Codex = 2,

    /// <summary><c>openclaw</c></summary>
    OpenClaw = 3,

    /// <summary><c>opencode</c></summary>
    OpenCode = 4,

    /// <summary><c>gemini</c></summary>
    Gemini = 5,

    /// <summary><c>kilo</c></summary>
    Kilo = 6,

    /// <summary><c>qwen</c></summary>
    Qwen = 7,

    /// <summary><c>copilot</c></summary>
    Copilot = 8,

    /// <summary><c>pi</c></summary>
    Pi = 9,

    /// <summary><c>kimi</c></summary>
    Kimi = 10,

    /// <summary><c>goose</c></summary>
    Goose = 11,
}

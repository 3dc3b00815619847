namespace ToolTime.Usage;

/// <summary>The names of coding agents, as they stand on the wire.</summary>
public static class AgentClientNames
{
    /// <summary>The name of a client; empty for <see cref="AgentClient.Unknown"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a client.</exception>
    public static string ToName(this AgentClient client) => client switch
    {
        AgentClient.Unknown => "",
        AgentClient.ClaudeCode => "claude-code",
        AgentClient.Codex => "codex",
        AgentClient.OpenClaw => "openclaw",
        AgentClient.OpenCode => "opencode",
        AgentClient.Gemini => "gemini",
        _ => throw new ArgumentOutOfRangeException(nameof(client)),
    };

    /// <summary>The client of a name; false for a name that is not listed, the empty one among them.</summary>
    public static bool TryParse(string name, out AgentClient client)
    {
        client = name switch
        {
            "claude-code" => AgentClient.ClaudeCode,
            "codex" => AgentClient.Codex,
            "openclaw" => AgentClient.OpenClaw,
            "opencode" => AgentClient.OpenCode,
            "gemini" => AgentClient.Gemini,
            _ => AgentClient.Unknown,
        };
        return client != AgentClient.Unknown;
    }
}

namespace ToolTime.Usage;

/// <summary>The names of coding agents, as used on the wire.</summary>
public static class AgentClientNames
{
    // Indexed by the client's number; the unknown client's name is empty.
    private static readonly string[] Names =
    [
        "",
        "claude-code",
        "codex",
        "openclaw",
        "opencode",
        "gemini",
        "kilo",
        "qwen",
        "copilot",
        "pi",
        "kimi",
        "goose",
    ];

    /// <summary>All names as part of a sentence: "a, b and c".</summary>
    public static string Sentence { get; } = $"{string.Join(", ", Names[1..^1])} and {Names[^1]}";

    /// <summary>The name of a client; empty for <see cref="AgentClient.Unknown"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a client.</exception>
    public static string ToName(this AgentClient client) =>
        (int)client >= 0 && (int)client < Names.Length ? Names[(int)client] : throw new ArgumentOutOfRangeException(nameof(client));

    /// <summary>Finds the client with a name; false for an unlisted or empty name.</summary>
    public static bool TryParse(string name, out AgentClient client)
    {
        client = (AgentClient)Math.Max(0, Array.IndexOf(Names, name));
        return client != AgentClient.Unknown;
    }
}

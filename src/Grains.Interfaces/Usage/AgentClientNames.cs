namespace ToolTime.Usage;

/// <summary>The names of coding agents, as they stand on the wire.</summary>
public static class AgentClientNames
{
    // By the number of the client; the name of one that a report does not say is empty.
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

    /// <summary>All names, for a sentence: "a, b and c".</summary>
    public static string Sentence { get; } = $"{string.Join(", ", Names[1..^1])} and {Names[^1]}";

    /// <summary>The name of a client; empty for <see cref="AgentClient.Unknown"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a client.</exception>
    public static string ToName(this AgentClient client) =>
        (int)client >= 0 && (int)client < Names.Length ? Names[(int)client] : throw new ArgumentOutOfRangeException(nameof(client));

    /// <summary>The client of a name; false for a name that is not listed, the empty one among them.</summary>
    public static bool TryParse(string name, out AgentClient client)
    {
        client = (AgentClient)Math.Max(0, Array.IndexOf(Names, name));
        return client != AgentClient.Unknown;
    }
}

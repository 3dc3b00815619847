namespace ToolTime.Monitor.Insights.Rig;

/// <summary>A server, plugin, skill or subagent that a client is set up with.</summary>
/// <param name="Client">The client's name on the wire.</param>
/// <param name="Kind">`mcp-server`, `plugin`, `skill` or `agent`.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scope">`user`, `project`, `local` (one user's, in one project) or `plugin`.</param>
/// <param name="Place">The file that defines it.</param>
internal sealed record RigItem(string Client, string Kind, string Name, string Scope, string Place)
{
    /// <summary>The project's folder, if it applies to one project only.</summary>
    public string? Project { get; init; }

    /// <summary>The plugin that brings it, or null.</summary>
    public string? Plugin { get; init; }

    /// <summary>True for a plugin that brings hooks: they run in every session, and transcripts do not name them.</summary>
    public bool HasHooks { get; init; }

    /// <summary>The command or address it uses, which identifies duplicates; null if unknown.</summary>
    public string? Target { get; init; }

    /// <summary>The tokens of its name and description, if the client lists them in each session; null if unknown.</summary>
    public int? ListedTokens { get; init; }
}

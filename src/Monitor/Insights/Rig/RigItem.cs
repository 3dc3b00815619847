namespace ToolTime.Monitor.Insights.Rig;

/// <summary>A server, plugin, skill or sub-agent that a client is set up with.</summary>
/// <param name="Client">The client's name on the wire.</param>
/// <param name="Kind">`mcp-server`, `plugin`, `skill` or `agent`.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scope">`user`, `project`, `local` (one user's, in one project) or `plugin`.</param>
/// <param name="Place">The file that says so.</param>
internal sealed record RigItem(string Client, string Kind, string Name, string Scope, string Place)
{
    /// <summary>The project's folder, where it is for one project alone.</summary>
    public string? Project { get; init; }

    /// <summary>The plugin that brings it; null where none does.</summary>
    public string? Plugin { get; init; }

    /// <summary>True for a plugin that brings hooks: they run in every session, and transcripts do not name them.</summary>
    public bool HasHooks { get; init; }

    /// <summary>What it starts or asks, by which two of the same are known; null where that is not said.</summary>
    public string? Target { get; init; }

    /// <summary>What its name and description come to, where the client lists them in each session; null where that is unknown.</summary>
    public int? ListedTokens { get; init; }
}

namespace ToolTime.Transcripts;

/// <summary>
/// On whose account a response or a call was, as the client says itself. Each is null where it names none: most responses are of nobody but
/// the user.
/// </summary>
/// <param name="Skill">The skill that was being followed.</param>
/// <param name="Plugin">The plugin that the skill, the agent or the server is from.</param>
/// <param name="McpServer">The MCP server whose answer the response read.</param>
/// <param name="Agent">The kind of subagent that worked.</param>
internal sealed record Attribution(string? Skill, string? Plugin, string? McpServer, string? Agent)
{
    /// <summary>On a subagent's account alone; null where there is none.</summary>
    public static Attribution? From(string? agent) => string.IsNullOrEmpty(agent) ? null : new Attribution(null, null, null, agent);
}

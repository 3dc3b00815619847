namespace ToolTime.Transcripts;

/// <summary>
/// What a response or call is attributed to, as the client reports it. Members are null if it names none: most responses come from the
/// user's own requests.
/// </summary>
/// <param name="Skill">The skill that was being followed.</param>
/// <param name="Plugin">The plugin that provides the skill, agent or server.</param>
/// <param name="McpServer">The MCP server whose answer the response read.</param>
/// <param name="Agent">The kind of subagent that worked.</param>
internal sealed record Attribution(string? Skill, string? Plugin, string? McpServer, string? Agent)
{
    /// <summary>An attribution to a subagent only; null if there is none.</summary>
    public static Attribution? From(string? agent) => string.IsNullOrEmpty(agent) ? null : new Attribution(null, null, null, agent);
}

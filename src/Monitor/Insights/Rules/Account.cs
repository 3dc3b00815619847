using ToolTime.Monitor.Insights.Records;
using ToolTime.Recording.Usage;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>On whose account responses and calls are: a skill's, a plugin's, an MCP server's or a sub-agent's.</summary>
/// <param name="Name">Its name in kinds: `skill`.</param>
/// <param name="Shown">Its name for people: `The skill`.</param>
/// <param name="Read">The name in an attribution; null where it has none.</param>
internal sealed record Account(string Name, string Shown, Func<Attribution, string?> Read)
{
    public static IReadOnlyList<Account> All =>
    [
        new("skill", "The skill", attribution => attribution.Skill),
        new("plugin", "The plugin", attribution => attribution.Plugin),
        new("mcp-server", "The MCP server", attribution => attribution.McpServer),
        new("agent", "The subagent", attribution => attribution.Agent),
    ];

    /// <summary>Whose a call is: of a server, the one that it asks.</summary>
    public string? Find(RecordedCall call) =>
        Name is "mcp-server" ? CellName.McpServer(call.Tool) : call.Attribution is { } attribution ? Read(attribution) : null;
}

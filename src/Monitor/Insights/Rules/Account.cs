using ToolTime.Monitor.Insights.Records;
using ToolTime.Recording.Usage;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>What responses and calls are attributed to: a skill, plugin, MCP server or subagent.</summary>
/// <param name="Name">Its name in kinds, such as `skill`.</param>
/// <param name="Shown">Its name for people, such as `The skill`.</param>
/// <param name="Read">The name in an attribution, or null.</param>
internal sealed record Account(string Name, string Shown, Func<Attribution, string?> Read)
{
    public static IReadOnlyList<Account> All =>
    [
        new("skill", "The skill", attribution => attribution.Skill),
        new("plugin", "The plugin", attribution => attribution.Plugin),
        new("mcp-server", "The MCP server", attribution => attribution.McpServer),
        new("agent", "The subagent", attribution => attribution.Agent),
    ];

    /// <summary>What a call is attributed to: for a server, the one it calls.</summary>
    public string? Find(RecordedCall call) =>
        Name is "mcp-server" ? CellName.McpServer(call.Tool) : call.Attribution is { } attribution ? Read(attribution) : null;
}

namespace ToolTime.Publication;

/// <summary>The dimensions beside tools, models and clients; at most 50 names of each.</summary>
public sealed record StatsDimensions
{
    /// <summary>Skills.</summary>
    public required IReadOnlyList<SkillStats> Skills { get; init; }

    /// <summary>MCP servers.</summary>
    public required IReadOnlyList<McpServerStats> McpServers { get; init; }

    /// <summary>Plugins.</summary>
    public required IReadOnlyList<PluginStats> Plugins { get; init; }
}

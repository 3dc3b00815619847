namespace ToolTime.Uploader.Sharing;

/// <summary>The kinds of names that are shared. A user agrees to each of them by itself.</summary>
[Flags]
internal enum SharedKinds
{
    None = 0,

    /// <summary>Tools, and how often they failed; an MCP server's tools only together with <see cref="McpServers"/>.</summary>
    Tools = 1,
    Skills = 2,
    McpServers = 4,
    Plugins = 8,
    Models = 16,

    /// <summary>How long the calls of tools and MCP servers that are shared ran.</summary>
    Durations = 32,

    /// <summary>How often the user typed a skill that is shared.</summary>
    TypedSkills = 64,
    All = Tools | Skills | McpServers | Plugins | Models | Durations | TypedSkills,
}

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
    All = Tools | Skills | McpServers | Plugins | Models,
}

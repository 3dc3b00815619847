namespace ToolTime.Names;

/// <summary>The kinds of name. The numbers are those of the server's dimensions; they never change.</summary>
public enum NameKind
{
    /// <summary>A tool that an agent calls, built in or <c>mcp__server__tool</c>.</summary>
    Tool = 1,

    /// <summary>A skill, alone or as <c>plugin:skill</c>.</summary>
    Skill = 2,

    /// <summary>An MCP server, by the key under which a client knows it.</summary>
    McpServer = 3,

    /// <summary>A plugin, alone or as <c>plugin@marketplace</c>.</summary>
    Plugin = 4,

    /// <summary>A model.</summary>
    Model = 5,
}

namespace ToolTime.Usage;

/// <summary>What a count is about. The numbers are stored; they never change.</summary>
public enum Dimension
{
    /// <summary>A tool that an agent calls, built in or <c>mcp__server__tool</c>.</summary>
    Tool = 1,

    /// <summary>A skill that an agent invokes.</summary>
    Skill = 2,

    /// <summary>An MCP server whose tools an agent calls.</summary>
    McpServer = 3,

    /// <summary>An installed plugin; it has submitters but no calls.</summary>
    Plugin = 4,

    /// <summary>A model that answers; its calls are requests, if known.</summary>
    Model = 5,

    /// <summary>The coding agent itself.</summary>
    Client = 6,
}

namespace ToolTime.Recording.Usage;

/// <summary>How often the tools of an MCP server were called, and how often they failed among the observed calls.</summary>
internal sealed record McpServerCount
{
    public int Calls { get; init; }

    public int ObservedCalls { get; init; }

    public int Errors { get; init; }
}

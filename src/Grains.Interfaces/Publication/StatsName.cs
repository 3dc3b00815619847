namespace ToolTime.Publication;

/// <summary>A name in its dimension.</summary>
/// <param name="Dimension">The dimension's name, such as <c>mcp_server</c>.</param>
/// <param name="Name">The name.</param>
public sealed record StatsName(string Dimension, string Name);

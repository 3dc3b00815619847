using System.Text.Json.Serialization;

namespace ToolTime.Recording.Usage;

/// <summary>How often an MCP server's tools were called, and how often they failed among the observed calls.</summary>
internal sealed record McpServerCount
{
    public int Calls { get; init; }

    public int ObservedCalls { get; init; }

    public int Errors { get; init; }

    /// <summary>The median duration of <see cref="TimedCalls"/>, in milliseconds; null if none was timed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MedianMs { get; init; }

    /// <summary>Calls whose duration is known; null if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TimedCalls { get; init; }
}

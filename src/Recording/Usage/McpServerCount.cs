using System.Text.Json.Serialization;

namespace ToolTime.Recording.Usage;

/// <summary>How often the tools of an MCP server were called, and how often they failed among the observed calls.</summary>
internal sealed record McpServerCount
{
    public int Calls { get; init; }

    public int ObservedCalls { get; init; }

    public int Errors { get; init; }

    /// <summary>The median of how long <see cref="TimedCalls"/> ran, in milliseconds; null where none was timed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MedianMs { get; init; }

    /// <summary>Calls of which it is known how long they ran; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TimedCalls { get; init; }
}

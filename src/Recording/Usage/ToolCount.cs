using System.Text.Json.Serialization;

namespace ToolTime.Recording.Usage;

/// <summary>How often a tool was called, and how that ended. Errors and rejections are among the observed calls only.</summary>
internal sealed record ToolCount
{
    public int Calls { get; init; }

    public int ObservedCalls { get; init; }

    public int Errors { get; init; }

    public int Rejections { get; init; }

    /// <summary>The median of how long <see cref="TimedCalls"/> ran, in milliseconds; null where none was timed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MedianMs { get; init; }

    /// <summary>Calls of which it is known how long they ran; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TimedCalls { get; init; }
}

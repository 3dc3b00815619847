using System.Text.Json.Serialization;

namespace ToolTime.Recording.Usage;

/// <summary>How often a tool was called, and with what outcomes. Errors and rejections are among the observed calls only.</summary>
internal sealed record ToolCount
{
    public int Calls { get; init; }

    public int ObservedCalls { get; init; }

    public int Errors { get; init; }

    public int Rejections { get; init; }

    /// <summary>The median duration of <see cref="TimedCalls"/>, in milliseconds; null if none was timed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MedianMs { get; init; }

    /// <summary>Calls whose duration is known; null if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TimedCalls { get; init; }
}

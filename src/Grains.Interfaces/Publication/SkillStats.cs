using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>A skill's figures in a window. What stays under its limit is null.</summary>
public sealed record SkillStats
{
    /// <summary>The skill.</summary>
    public required string Name { get; init; }

    /// <summary>True for the bucket of names that are not told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Custom { get; init; }

    /// <summary>Distinct submitters who used it.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Invocations, clamped.</summary>
    public required long? TotalCalls { get; init; }

    /// <summary>Invocations over submitters.</summary>
    public required double? AvgCallsPerSubmitter { get; init; }

    /// <summary>The median of submitters' invocations.</summary>
    public required double? CallsMedian { get; init; }

    /// <summary>The last of the seven days that the row is of, where it stayed as it was and they are not the window's; otherwise left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? AsOf { get; init; }
}

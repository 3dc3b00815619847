using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>How people work in a window.</summary>
public sealed record StatsHabits
{
    /// <summary>The median of submitters' edits of files not read before, of those who measured it; null under the limit for values.</summary>
    public required double? EditWithoutReadMedian { get; init; }

    /// <summary>The last of the seven days that the row is of, where it stayed as it was and they are not the window's; otherwise left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? AsOf { get; init; }
}

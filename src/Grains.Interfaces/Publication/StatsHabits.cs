namespace ToolTime.Publication;

/// <summary>How people work in a window.</summary>
public sealed record StatsHabits
{
    /// <summary>The median of submitters' edits of files not read before, of those who measured it; null under the threshold.</summary>
    public required double? EditWithoutReadMedian { get; init; }
}

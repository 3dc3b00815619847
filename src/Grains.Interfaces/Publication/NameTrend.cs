namespace ToolTime.Publication;

/// <summary>How a name went over the published weeks.</summary>
public sealed record NameTrend
{
    /// <summary>The dimension's name, such as <c>tool</c>.</summary>
    public required string Dimension { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>A point for each week; null where the name is suppressed or nobody used it.</summary>
    public required IReadOnlyList<TrendPoint?> Points { get; init; }
}

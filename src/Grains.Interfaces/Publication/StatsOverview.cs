namespace ToolTime.Publication;

/// <summary>A window as a whole. What stays under its limit is null.</summary>
public sealed record StatsOverview
{
    /// <summary>Reports that count: day cells, and at most one snapshot a submitter, client and week.</summary>
    public required long? TotalSubmissions { get; init; }

    /// <summary>Distinct submitters, which are tokens, not people.</summary>
    public required long? UniqueSubmitters { get; init; }

    /// <summary>The window's first UTC day.</summary>
    public required DateOnly? Earliest { get; init; }

    /// <summary>The window's last UTC day.</summary>
    public required DateOnly? Latest { get; init; }
}

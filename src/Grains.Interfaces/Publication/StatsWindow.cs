namespace ToolTime.Publication;

/// <summary>What a publication covers.</summary>
public sealed record StatsWindow
{
    /// <summary>The window's name, such as <c>week</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The first UTC day; null where nothing is published yet.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>The last UTC day; null where nothing is published yet.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>When it was published, UTC; null where nothing is published yet.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Submitters from which a name is published.</summary>
    public required int MinimumSubmitters { get; init; }

    /// <summary>Submitters from which sums, rates and medians are published.</summary>
    public required int MinimumForValues { get; init; }

    /// <summary>True where the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }
}

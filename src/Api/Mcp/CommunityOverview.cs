using ToolTime.Publication;

namespace ToolTime.Api.Mcp;

/// <summary>The newest seven days as a whole.</summary>
internal sealed record CommunityOverview
{
    public required long? TotalSubmissions { get; init; }

    public required long? UniqueSubmitters { get; init; }

    public required CommunityDates DateRange { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required StatsAny? Any { get; init; }

    public static CommunityOverview From(StatsDocument stats) => new()
    {
        TotalSubmissions = stats.Overview.TotalSubmissions,
        UniqueSubmitters = stats.Overview.UniqueSubmitters,
        DateRange = new(stats.Window.From, stats.Window.To),
        PublishedAt = stats.Window.PublishedAt,
        Any = stats.Any,
    };
}

/// <summary>The first and last UTC day of a window; null if nothing is published yet.</summary>
internal sealed record CommunityDates(DateOnly? From, DateOnly? To);

using ToolTime.Api.Trends;
using ToolTime.Publication;

namespace ToolTime.Api.Mcp;

/// <summary>One name with its weeks.</summary>
internal sealed record CommunityItem
{
    private const int NewestWeeks = 13;

    public required string Dimension { get; init; }

    public required string Name { get; init; }

    public required bool Simulated { get; init; }

    /// <summary>Its rank by submitters in the newest published week, from 1; equals share one. Null where that week does not tell of it.</summary>
    public required int? Rank { get; init; }

    /// <summary>How many names of its dimension that week tells.</summary>
    public required int Ranked { get; init; }

    /// <summary>A point for each of the newest 13 published weeks, the oldest first.</summary>
    public required IReadOnlyList<TrendWeek> Weeks { get; init; }

    /// <summary>The item of a name; null for one that is hidden, unknown or blocked in all these weeks, which are one.</summary>
    public static CommunityItem? Find(TrendsDocument trends, string dimension, string name)
    {
        if (NamePath.Find(trends, dimension, name) is not { } found || TrendAnswer.Of(trends, found, NewestWeeks) is not { } trend)
        {
            return null;
        }

        var ranking = trends.Names.Where(other => other.Dimension == dimension && other.Points[^1] is not null).Select(other => other.Points[^1]!.UniqueSubmitters).ToList();
        return new()
        {
            Dimension = trend.Dimension,
            Name = trend.Name,
            Simulated = trend.Simulated,
            Rank = found.Points[^1] is { } newest ? 1 + ranking.Count(submitters => submitters > newest.UniqueSubmitters) : null,
            Ranked = ranking.Count,
            Weeks = trend.Weeks,
        };
    }
}

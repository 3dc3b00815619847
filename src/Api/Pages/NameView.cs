using ToolTime.Privacy;
using ToolTime.Publication;

namespace ToolTime.Api.Pages;

/// <summary>What a name's page shows.</summary>
public sealed record NameView
{
    /// <summary>The name and its weeks.</summary>
    public required NameTrend Name { get; init; }

    /// <summary>The names of its dimension that the newest week tells, the most used first.</summary>
    public required IReadOnlyList<NameTrend> Ranking { get; init; }

    /// <summary>The trends of all names.</summary>
    public required TrendsDocument Trends { get; init; }

    /// <summary>The rules in force.</summary>
    public required PrivacyTerms Terms { get; init; }

    /// <summary>The address of this server, as the reader reached it, without a slash at its end.</summary>
    public required string Origin { get; init; }

    /// <summary>The name's figures in the newest published week; null where they are hidden.</summary>
    public TrendPoint? Newest => Name.Points[^1];

    /// <summary>Its rank by submitters, from 1; equals share one. Zero where the newest week does not tell of it.</summary>
    public int Rank => Newest is { } newest ? 1 + Ranking.Count(other => other.Points[^1]!.UniqueSubmitters > newest.UniqueSubmitters) : 0;

    /// <summary>Up to three names before it and three after it in the ranking, and itself.</summary>
    public IEnumerable<NameTrend> Neighbours
    {
        get
        {
            var at = Ranking.Index().FirstOrDefault(other => other.Item.Name == Name.Name).Index;
            return Newest is null ? [] : Ranking.Skip(Math.Max(0, at - 3)).Take(7);
        }
    }

    /// <summary>The view of a name.</summary>
    public static NameView Of(NameTrend name, TrendsDocument trends, PrivacyTerms terms, string origin)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(trends);
        return new()
        {
            Name = name,
            Trends = trends,
            Terms = terms,
            Origin = origin,
            Ranking =
            [
                .. trends.Names.Where(other => other.Dimension == name.Dimension && other.Points[^1] is not null)
                    .OrderByDescending(other => other.Points[^1]!.UniqueSubmitters).ThenBy(other => other.Name, StringComparer.Ordinal),
            ],
        };
    }
}

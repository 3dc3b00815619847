using ToolTime.Api.Trends;
using ToolTime.Privacy;

namespace ToolTime.Api.Pages;

/// <summary>What a name's page shows.</summary>
public sealed record NameView
{
    /// <summary>The name, its newest figures and its weeks.</summary>
    public required NameAnswer.Found Name { get; init; }

    /// <summary>The rules in force.</summary>
    public required PrivacyTerms Terms { get; init; }

    /// <summary>The address of this server, as the reader reached it, without a slash at its end.</summary>
    public required string Origin { get; init; }

    /// <summary>Up to three names before it and three after it in the ranking, and itself.</summary>
    public IEnumerable<NameFigures> Neighbours
    {
        get
        {
            var at = Name.Ranking.Index().FirstOrDefault(other => other.Item.Name == Name.Name).Index;
            return Name.Current is null ? [] : Name.Ranking.Skip(Math.Max(0, at - 3)).Take(7);
        }
    }
}

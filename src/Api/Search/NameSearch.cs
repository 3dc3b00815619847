using ToolTime.Api.Publication;
using ToolTime.Api.Trends;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Search;

/// <summary>Finds names by part of the name: listed names, and published models, since models are listed only as patterns.</summary>
internal sealed class NameSearch(PublishedDocuments documents, CurrentNames names)
{
    /// <summary>The maximum length of the search text.</summary>
    public const int LongestText = 100;

    /// <summary>The maximum number of names in an answer.</summary>
    public const int MostNames = 100;

    private static readonly Dimension[] Dimensions =
    [
        Dimension.McpServer,
        Dimension.Skill,
        Dimension.Plugin,
        Dimension.Tool,
        Dimension.Model,
    ];

    /// <summary>
    /// The names that contain a text, ignoring case: an exact match first, then names published in the newest seven days, by submitters,
    /// then names that begin with the text.
    /// </summary>
    /// <param name="text">The text; an empty one finds nothing.</param>
    /// <returns>The names, or null if nothing could be read yet.</returns>
    public async ValueTask<SearchAnswer?> FindAsync(string text)
    {
        if (await documents.GetStatsAsync(StatsQuery.Default) is not { } stats)
        {
            return null;
        }

        List<FoundName> found = text.Length == 0 ? [] : [.. Dimensions.SelectMany(dimension => FindIn(stats, dimension, text))];
        return new()
        {
            Simulated = stats.Window.Simulated,
            Total = found.Count,
            Names =
            [
                .. found
                    .OrderByDescending(name => name.Name.Equals(text, StringComparison.OrdinalIgnoreCase))
                    .ThenByDescending(name => name.UniqueSubmitters ?? 0)
                    .ThenByDescending(name => name.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase))
                    .ThenBy(name => name.Name, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(name => name.Name, StringComparer.Ordinal)
                    .Take(MostNames),
            ],
        };
    }

    private IEnumerable<FoundName> FindIn(StatsDocument stats, Dimension dimension, string text)
    {
        var published = NameFigures.From(stats, dimension).ToDictionary(name => name.Name);
        return names
            .List.ListedNames((NameKind)dimension)
            .Union(published.Keys)
            .Where(name => name.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Select(name => FoundName.From(dimension, name, published.GetValueOrDefault(name)));
    }
}

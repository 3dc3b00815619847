using ToolTime.Api.Publication;
using ToolTime.Api.Trends;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Search;

/// <summary>
/// Finds names by a part of them: what is listed, and of models what is published, since they are known by patterns only.
/// </summary>
internal sealed class NameSearch(PublishedDocuments documents, CurrentNames names)
{
    /// <summary>The longest text that is looked for.</summary>
    public const int LongestText = 100;

    /// <summary>The most names that an answer has.</summary>
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
    /// The names that hold a text in either case: the name itself first, then those that are published in the newest seven days by their
    /// submitters, then those that begin with it.
    /// </summary>
    /// <param name="text">The text; of an empty one nothing is found.</param>
    /// <returns>The names, or null where nothing could be read yet.</returns>
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

using ToolTime.Api.Publication;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Trends;

/// <summary>
/// Looks up one name, for every endpoint in the same way. A listed name that too few use gets the same answer whether none or a few do; one
/// that is not listed, is blocked, or matches only a pattern and is not published, is not found.
/// </summary>
internal sealed class NameLookUp(PublishedDocuments documents, CurrentNames names)
{
    /// <summary>The maximum number of also-used names in an answer, so that agents can read all of it.</summary>
    public const int MostAlsoUsed = 10;

    private const int LongestName = 100;

    /// <summary>Looks a name up.</summary>
    /// <param name="dimension">The dimension from the path.</param>
    /// <param name="name">The name from the path.</param>
    public async ValueTask<NameAnswer> FindAsync(string dimension, string? name)
    {
        if (await documents.GetStatsAsync(StatsQuery.Default) is not { } stats || await documents.GetTrendsAsync() is not { } trends)
        {
            return new NameAnswer.Unavailable();
        }

        if (!DimensionNames.TryParse(dimension, out var kind) || string.IsNullOrEmpty(name))
        {
            return new NameAnswer.NotListed();
        }

        // Routing leaves an escaped slash escaped; no name contains a percent sign.
        var spelt = CurrentName(kind, name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));
        List<NameFigures> ranking =
        [
            .. NameFigures
                .From(stats, kind)
                .OrderByDescending(other => other.UniqueSubmitters)
                .ThenBy(other => other.Name, StringComparer.Ordinal),
        ];
        var current = ranking.Find(other => other.Name == spelt);
        var trend = trends.Names.FirstOrDefault(other => other.Dimension == dimension && other.Name == spelt);
        return current is null && trend is null && !IsListed(kind, spelt)
            ? new NameAnswer.NotListed()
            : new NameAnswer.Found
            {
                Dimension = kind,
                Name = spelt,
                Stats = stats,
                Trends = trends,
                Current = current,
                Ranking = ranking,
                Points = trend?.Points ?? new TrendPoint?[trends.Weeks.Count],
                AlsoUsed = AlsoUsed(await documents.GetStatsAsync(StatsQuery.Newest(StatsWindowKind.FourWeeks)), new(dimension, spelt)),
            };
    }

    private static IReadOnlyList<StatsName> AlsoUsed(StatsDocument? fourWeeks, StatsName name) =>
    [
        .. (fourWeeks?.AlsoUsed ?? [])
            .Where(pair => pair.First == name || pair.Second == name)
            .Select(pair => pair.First == name ? pair.Second : pair.First)
            .Take(MostAlsoUsed),
    ];

    /// <summary>
    /// A name's current form, if it was renamed or has another spelling; otherwise the name itself. Models are excluded: they match
    /// patterns, each spelling looked up would be cached, and anyone may ask for any.
    /// </summary>
    private string CurrentName(Dimension dimension, string name) =>
        dimension is not (Dimension.Client or Dimension.Model)
        && name.Length <= LongestName
        && names.List.Normalize((NameKind)dimension, name) is var current
        && !NameList.IsBucket(current)
            ? current
            : name;

    private bool IsListed(Dimension dimension, string name) =>
        dimension == Dimension.Client ? AgentClientNames.TryParse(name, out _) : names.List.IsListed((NameKind)dimension, name);
}

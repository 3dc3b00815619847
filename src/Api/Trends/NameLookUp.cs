using ToolTime.Api.Publication;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Trends;

/// <summary>
/// Looks one name up, for every endpoint alike. A listed name that too few use is answered in the same words for none and for any fewer;
/// one that is not listed, is blocked, or is known by a pattern only and not published, is not found.
/// </summary>
internal sealed class NameLookUp(PublishedDocuments documents, CurrentNames names)
{
    /// <summary>The most names that an answer says are also used, so that agents can read it whole.</summary>
    public const int MostAlsoUsed = 10;

    private const int LongestName = 100;

    /// <summary>Looks a name up.</summary>
    /// <param name="dimension">The dimension as it stands in a path.</param>
    /// <param name="name">The name as it stands in a path.</param>
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

        // The server leaves an escaped slash escaped; no name holds a percent sign of its own.
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
    /// What a name is called now, where it was renamed or is another spelling; itself otherwise. Models are known by patterns, and every
    /// spelling of one is remembered: they are not looked at, since anybody may ask for any.
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

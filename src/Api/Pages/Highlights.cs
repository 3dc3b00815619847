using ToolTime.Api.Trends;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>The names shown at the top of the page. They contain nothing that the tables below do not.</summary>
/// <param name="Used">The most used tools, servers, skills and plugins.</param>
/// <param name="Failing">The tools and servers that fail most.</param>
/// <param name="Moving">The names that changed most over the final weeks.</param>
public sealed record Highlights(IReadOnlyList<HighlightedName> Used, IReadOnlyList<HighlightedName> Failing, IReadOnlyList<Movement> Moving)
{
    private const int Rows = 7;
    private const int Weeks = 13;

    private static readonly Dimension[] Kinds = [Dimension.Tool, Dimension.McpServer, Dimension.Skill, Dimension.Plugin];

    /// <summary>Chooses the highlights.</summary>
    public static Highlights Choose(StatsDocument stats, TrendsDocument trends)
    {
        ArgumentNullException.ThrowIfNull(stats);
        ArgumentNullException.ThrowIfNull(trends);
        List<HighlightedName> names =
        [
            .. Kinds.SelectMany(kind =>
                NameFigures
                    .From(stats, kind)
                    .Where(name => !McpToolName.TryParse(name.Name, out _))
                    .Select(name => new HighlightedName(kind, name))
            ),
        ];
        return new(
            [
                .. names
                    .Where(name => name.Figures.Adoption is not null)
                    .OrderByDescending(name => name.Figures.UniqueSubmitters)
                    .ThenBy(name => name.Figures.Name, StringComparer.Ordinal)
                    .Take(Rows),
            ],
            [
                .. names
                    .Where(name => name.Figures.ErrorRateMedian is not null)
                    .OrderByDescending(name => name.Figures.ErrorRateMedian)
                    .ThenBy(name => name.Figures.Name, StringComparer.Ordinal)
                    .Take(Rows),
            ],
            [
                .. trends
                    .Names.Select(name => new Movement(name, [.. name.Points.TakeLast(Weeks)]))
                    .Where(name => name.Change is not null and not 0 && !McpToolName.TryParse(name.Name.Name, out _))
                    .OrderByDescending(name => Math.Abs(name.Change!.Value))
                    .ThenBy(name => name.Name.Name, StringComparer.Ordinal)
                    .Take(Rows),
            ]
        );
    }
}

/// <summary>A name and its figures.</summary>
/// <param name="Dimension">Its dimension.</param>
/// <param name="Figures">The figures.</param>
public sealed record HighlightedName(Dimension Dimension, NameFigures Figures);

/// <summary>A name over the final weeks.</summary>
/// <param name="Name">The name and its points.</param>
/// <param name="Points">The points, oldest first.</param>
public sealed record Movement(NameTrend Name, IReadOnlyList<TrendPoint?> Points)
{
    /// <summary>
    /// The change of its adoption between the first and last week that have it, -1 to 1; null if there are fewer than two.
    /// </summary>
    public double? Change =>
        Points.Select(point => point?.Adoption).OfType<double>().ToList() is [var first, .., var last] ? Math.Round(last - first, 2) : null;
}

using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Publication;

/// <summary>Builds the trends of all names from published final weeks; they contain nothing that a week does not.</summary>
internal sealed class TrendTables(NameList names, bool simulated)
{
    /// <summary>Creates the trends from weeks, oldest first.</summary>
    public TrendsDocument Create(IReadOnlyList<WindowPublication> weeks)
    {
        var published = weeks.Select(week => new DocumentCells(week.Cells, client: null, names)).ToList();
        var trends = new SortedDictionary<UsageName, TrendPoint?[]>();
        foreach (var (index, cells) in published.Index())
        {
            foreach (var (name, figures) in NamedCells(cells))
            {
                if (!trends.TryGetValue(name, out var points))
                {
                    trends[name] = points = new TrendPoint?[weeks.Count];
                }

                points[index] = PointOf(figures, cells.Everybody);
            }
        }

        return new()
        {
            Weeks = [.. weeks.Select(week => IsoWeek.Containing(week.FirstDay).ToString())],
            Simulated = simulated,
            Everybody = [.. published.Select(cells => cells.Everybody is { } all ? PointOf(all.Figures, all) : null)],
            Names =
            [
                .. trends.Select(trend => new NameTrend
                {
                    Dimension = trend.Key.Dimension.ToName(),
                    Name = trend.Key.Name,
                    Points = trend.Value,
                }),
            ],
        };
    }

    private static IEnumerable<(UsageName Name, CellFigures Figures)> NamedCells(DocumentCells cells) =>
        cells.Named()
            .Select(cell => (cell.Key.Name, cell.Figures))
            .Concat(cells.Clients.Where(client => client.Client != AgentClient.Unknown)
                .Select(client => (new UsageName(Dimension.Client, client.Client.ToName()), client.Cell.Figures)));

    private static TrendPoint PointOf(CellFigures figures, PublishedCell? everybody) => new()
    {
        UniqueSubmitters = figures.Submitters,
        Adoption = everybody is null ? null : Proportion.Compute(figures.Submitters, everybody.Figures.Submitters).Share,
        TotalCalls = figures.Calls,
        CallsMedian = figures.CallsMedian,
        ErrorRate = figures.ErrorRate,
        ErrorRateMedian = figures.ErrorRateMedian,
        RejectionRate = figures.RejectionRate,
        DurationMedianMs = figures.DurationMedian,
        TypedRate = figures.TypedRate,
    };
}

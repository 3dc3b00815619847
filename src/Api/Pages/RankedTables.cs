using ToolTime.Api.Trends;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>Lays a document's tables out, in its own order. No figure is computed here but the length of bars.</summary>
internal sealed class RankedTables(StatsDocument stats, TrendsDocument? trends)
{
    /// <summary>How many weeks a row's trend shows.</summary>
    public const int TrendWeeks = 13;

    private static readonly RankedColumn Submitters = new("Submitters", "how-submitters");
    private static readonly RankedColumn Share = new("Adoption", "how-adoption");
    private static readonly RankedColumn CallSum = new("Calls", "how-calls");
    private static readonly RankedColumn Median = new("Median calls", "how-median");
    private static readonly RankedColumn ErrorMedian = new("Errors, median", "how-errors");
    private static readonly RankedColumn ErrorRate = new("Errors", "how-errors");
    private static readonly RankedColumn Rejections = new("Rejected", "how-rejections");

    private readonly Dictionary<(string Dimension, string Name), IReadOnlyList<double?>> _trends = TrendsOf(trends);

    public IReadOnlyList<RankedTable> All() =>
    [
        Table(Dimension.Tool, "Tools", "Built-in tools of the agents, and tools of public MCP servers.", stats.Tools, tool => tool.ToolName, tool => tool.Custom, tool => tool.UniqueSubmitters,
            (Submitters, tool => Figure.Count(tool.UniqueSubmitters)),
            (Share, tool => Figure.Interval(tool.Adoption, tool.AdoptionLow, tool.AdoptionHigh)),
            (ErrorRate, tool => Figure.Percent(tool.ErrorRate)),
            (ErrorMedian, tool => Figure.Percent(tool.ErrorRateMedian)),
            (Rejections, tool => Figure.Percent(tool.RejectionRate)),
            (Median, tool => Figure.Calls(tool.CallsMedian)),
            (CallSum, tool => Figure.Count(tool.TotalCalls))),
        Table(Dimension.Skill, "Skills", "Skills that agents invoked.", stats.Dimensions.Skills, skill => skill.Name, skill => skill.Custom, skill => skill.UniqueSubmitters,
            (Submitters, skill => Figure.Count(skill.UniqueSubmitters)),
            (Share, skill => Figure.Interval(skill.Adoption, skill.AdoptionLow, skill.AdoptionHigh)),
            (Median, skill => Figure.Calls(skill.CallsMedian)),
            (CallSum, skill => Figure.Count(skill.TotalCalls))),
        Table(Dimension.McpServer, "MCP servers", "Servers whose tools agents called.", stats.Dimensions.McpServers, server => server.Name, server => server.Custom, server => server.UniqueSubmitters,
            (Submitters, server => Figure.Count(server.UniqueSubmitters)),
            (Share, server => Figure.Interval(server.Adoption, server.AdoptionLow, server.AdoptionHigh)),
            (ErrorRate, server => Figure.Percent(server.ErrorRate)),
            (ErrorMedian, server => Figure.Percent(server.ErrorRateMedian)),
            (Median, server => Figure.Calls(server.CallsMedian)),
            (CallSum, server => Figure.Count(server.TotalCalls))),
        Table(Dimension.Plugin, "Plugins", "Plugins that were installed, used or not.", stats.Dimensions.Plugins, plugin => plugin.PluginName, plugin => plugin.Custom, plugin => plugin.InstallCount,
            (Submitters, plugin => Figure.Count(plugin.InstallCount))),
        Table(Dimension.Model, "Models", "Models that answered. Many people use several, so shares add up to more than 100%.", stats.Models, model => model.Model, model => model.Custom, model => model.Count,
            (Submitters, model => Figure.Count(model.Count)),
            (Share, model => Figure.Percent(model.Percentage / 100))),
        Table(Dimension.Client, "Clients", "The coding agents themselves, whichever are chosen above.", stats.Clients, client => client.Client, _ => false, client => client.Count,
            (Submitters, client => Figure.Count(client.Count)),
            (Share, client => Figure.Percent(client.Percentage / 100))),
    ];

    private static Dictionary<(string Dimension, string Name), IReadOnlyList<double?>> TrendsOf(TrendsDocument? trends) =>
        trends is not { Weeks.Count: > 1 }
            ? []
            : trends.Names.ToDictionary(
                name => (name.Dimension, name.Name),
                name => (IReadOnlyList<double?>)[.. name.Points.TakeLast(TrendWeeks).Select(point => (double?)point?.UniqueSubmitters)]);

    private RankedTable Table<T>(
        Dimension dimension,
        string title,
        string about,
        IReadOnlyList<T> rows,
        Func<T, string> name,
        Func<T, bool> isBucket,
        Func<T, long> submitters,
        params (RankedColumn Column, Func<T, string?> Figure)[] columns)
    {
        var longest = rows.Select(submitters).DefaultIfEmpty(1).Max();
        return new(dimension.ToName(), title, about, [.. columns.Select(column => column.Column)],
        [
            .. rows.Select(row => new RankedRow(
                isBucket(row) ? Others(name(row)) : name(row),
                isBucket(row) || !IsTold(dimension, name(row)) ? null : "/" + NamePath.Of(dimension, name(row)),
                isBucket(row),
                (double)submitters(row) / longest,
                [.. columns.Select(column => column.Figure(row))],
                isBucket(row) ? null : _trends.GetValueOrDefault((dimension.ToName(), name(row))))),
        ]);
    }

    /// <summary>What a bucket is called: of a whole dimension, or of the tools of one MCP server.</summary>
    private static string Others(string bucket) =>
        McpToolName.TryParse(bucket, out var tool) ? $"{tool.Server}: other tools" : "others, not listed by name";

    private bool IsTold(Dimension dimension, string name) => trends?.Names.Any(trend => trend.Dimension == dimension.ToName() && trend.Name == name) ?? false;
}

using ToolTime.Api.Trends;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>
/// Lays out a document's tables: rates and medians before sums, most used first, a server's tools below it. It computes no figures.
/// </summary>
/// <param name="stats">The document.</param>
/// <param name="clientsOf">The clients in whose own tables a tool appears, by the tool's name.</param>
internal sealed class StatsTableLayout(StatsDocument stats, ILookup<string, string> clientsOf)
{
    private static readonly StatsColumn Submitters = new("Submitters", "how-submitters");
    private static readonly StatsColumn Share = new("Adoption", "how-adoption");
    private static readonly StatsColumn CallSum = new("Calls", "how-calls");
    private static readonly StatsColumn Median = new("Median calls", "how-median");
    private static readonly StatsColumn ErrorMedian = new("Errors, median", "how-errors");
    private static readonly StatsColumn ErrorRate = new("Errors", "how-errors");
    private static readonly StatsColumn Rejections = new("Rejected", "how-rejections");
    private static readonly StatsColumn Duration = new("Duration", "how-duration");
    private static readonly StatsColumn Typed = new("Typed", "how-typed");

    private static readonly (StatsColumn Column, Func<ToolStats, string?> Figure)[] ToolColumns =
    [
        (Share, tool => Figure.Interval(tool.Adoption, tool.AdoptionLow, tool.AdoptionHigh)),
        (ErrorMedian, tool => Figure.Percent(tool.ErrorRateMedian)),
        (ErrorRate, tool => Figure.Percent(tool.ErrorRate)),
        (Rejections, tool => Figure.Percent(tool.RejectionRate)),
        (Duration, tool => Figure.Duration(tool.DurationMedianMs)),
        (Median, tool => Figure.Calls(tool.CallsMedian)),
        (Submitters, tool => Figure.Count(tool.UniqueSubmitters)),
        (CallSum, tool => Figure.Count(tool.TotalCalls)),
    ];

    public IReadOnlyList<StatsTable> All() =>
        [
            Table(
                Dimension.Tool,
                "Tools",
                "Tools built into agents. The same tool has a different name in each agent.",
                ToolColumns.Select(column => column.Column),
                [.. BuiltIn()]
            ),
            Table(
                Dimension.McpServer,
                "MCP servers",
                "Servers whose tools agents called, each with its tools.",
                ToolColumns.Select(column => column.Column),
                [.. Servers()]
            ),
            Table(
                Dimension.Skill,
                "Skills",
                "Skills that agents invoked, on their own or because the user typed them.",
                [Share, Typed, Median, Submitters, CallSum],
                [.. Skills()]
            ),
            Table(
                Dimension.Plugin,
                "Plugins",
                "Plugins that were installed, used or not.",
                [Share, Submitters],
                [.. Plugins()]
            ),
            Table(
                Dimension.Model,
                "Models",
                "Models that answered. Many people use several, so shares add up to more than 100%.",
                [Share, Submitters],
                [.. Models()]
            ),
            Table(
                Dimension.Client,
                "Clients",
                "The coding agents, over all submitters, whichever is chosen above.",
                [Share, Submitters],
                [.. Clients()]
            ),
        ];

    private IEnumerable<StatsRow> BuiltIn() =>
        stats
            .Tools.Where(tool => !IsOfServer(tool, out _))
            .OrderByDescending(tool => tool.UniqueSubmitters)
            .ThenBy(tool => tool.ToolName, StringComparer.Ordinal)
            .Select(tool =>
                Row(Dimension.Tool, tool.ToolName, tool.Custom, Figures(tool), clients: string.Join(", ", clientsOf[tool.ToolName]))
            );

    private static bool IsOfServer(ToolStats tool, out McpToolName name) => McpToolName.TryParse(tool.ToolName, out name);

    private static List<string?> Figures(ToolStats tool) => [.. ToolColumns.Select(column => column.Figure(tool))];

    private IEnumerable<StatsRow> Servers()
    {
        var tools = stats.Tools.Where(tool => IsOfServer(tool, out _)).ToLookup(tool => IsOfServer(tool, out var name) ? name.Server : "");
        foreach (
            var server in stats
                .Dimensions.McpServers.OrderByDescending(server => server.UniqueSubmitters)
                .ThenBy(server => server.Name, StringComparer.Ordinal)
        )
        {
            yield return Row(
                Dimension.McpServer,
                server.Name,
                server.Custom,
                [
                    Figure.Interval(server.Adoption, server.AdoptionLow, server.AdoptionHigh),
                    Figure.Percent(server.ErrorRateMedian),
                    Figure.Percent(server.ErrorRate),
                    null,
                    Figure.Duration(server.DurationMedianMs),
                    Figure.Calls(server.CallsMedian),
                    Figure.Count(server.UniqueSubmitters),
                    Figure.Count(server.TotalCalls),
                ]
            );
            // A single row of unlisted tools would only repeat the server's figures.
            foreach (
                var tool in tools[server.Name]
                    .Where(tool => !tool.Custom || tools[server.Name].Skip(1).Any())
                    .OrderByDescending(tool => tool.UniqueSubmitters)
                    .ThenBy(tool => tool.ToolName, StringComparer.Ordinal)
            )
            {
                IsOfServer(tool, out var name);
                yield return Row(Dimension.Tool, tool.ToolName, tool.Custom, Figures(tool)) with
                {
                    Name = tool.Custom ? "other tools" : name.Tool,
                    IsPart = true,
                };
            }
        }
    }

    private IEnumerable<StatsRow> Skills() =>
        stats
            .Dimensions.Skills.OrderByDescending(skill => skill.UniqueSubmitters)
            .ThenBy(skill => skill.Name, StringComparer.Ordinal)
            .Select(skill =>
                Row(
                    Dimension.Skill,
                    skill.Name,
                    skill.Custom,
                    [
                        Figure.Interval(skill.Adoption, skill.AdoptionLow, skill.AdoptionHigh),
                        Figure.Percent(skill.TypedRate),
                        Figure.Calls(skill.CallsMedian),
                        Figure.Count(skill.UniqueSubmitters),
                        Figure.Count(skill.TotalCalls),
                    ]
                )
            );

    private IEnumerable<StatsRow> Plugins() =>
        stats.Dimensions.Plugins.Select(plugin =>
            Row(
                Dimension.Plugin,
                plugin.PluginName,
                plugin.Custom,
                [Figure.Interval(plugin.Adoption, plugin.AdoptionLow, plugin.AdoptionHigh), Figure.Count(plugin.InstallCount)]
            )
        );

    private IEnumerable<StatsRow> Models() =>
        stats.Models.Select(model =>
            Row(
                Dimension.Model,
                model.Model,
                model.Custom,
                [Figure.Interval(model.Adoption, model.AdoptionLow, model.AdoptionHigh), Figure.Count(model.Count)]
            )
        );

    private IEnumerable<StatsRow> Clients() =>
        stats.Clients.Select(client =>
            Row(
                Dimension.Client,
                client.Client,
                false,
                [Figure.Interval(client.Adoption, client.AdoptionLow, client.AdoptionHigh), Figure.Count(client.Count)]
            )
        );

    private static StatsRow Row(Dimension dimension, string name, bool isBucket, IReadOnlyList<string?> cells, string clients = "") =>
        new(
            isBucket ? "others, not listed by name" : name,
            isBucket ? null : "/" + NamePath.Create(dimension, name),
            isBucket,
            IsPart: false,
            clients.Length == 0 ? null : clients,
            cells
        );

    /// <summary>A table without columns that are empty in every row.</summary>
    private static StatsTable Table(
        Dimension dimension,
        string title,
        string about,
        IEnumerable<StatsColumn> columns,
        IReadOnlyList<StatsRow> rows
    )
    {
        List<StatsColumn> all = [.. columns];
        List<int> filled = [.. Enumerable.Range(0, all.Count).Where(column => rows.Any(row => row.Cells[column] is not null))];
        return new(
            dimension,
            title,
            about,
            [.. filled.Select(column => all[column])],
            [.. rows.Select(row => row with { Cells = [.. filled.Select(column => row.Cells[column])] })]
        );
    }
}

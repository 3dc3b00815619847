using ToolTime.Grains.Privacy;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Publication;

/// <summary>
/// Builds a window's tables from its publication. They are sorted by what they show, so the order reveals nothing unpublished; shares are
/// computed from exact numbers.
/// </summary>
internal sealed class StatsTableBuilder(DocumentCells cells)
{
    /// <summary>A bucket's name; a flag next to it distinguishes it from a real name with the same spelling.</summary>
    private const string Bucket = "custom";

    public StatsOverview Overview(DateOnly first, DateOnly last) => new()
    {
        TotalSubmissions = cells.Everything?.Figures.Calls,
        UniqueSubmitters = cells.Everything?.Figures.Submitters,
        Earliest = first,
        Latest = last,
    };

    public StatsHabits Habits() => new() { EditWithoutReadMedian = cells.EditsWithoutRead?.Figures.CallsMedian };

    /// <summary>How many submitters used any name of a kind: with few submitters, only these figures are published.</summary>
    public StatsAny Any() => new()
    {
        McpServer = UseOf(UsageName.AnyMcpServer),
        Skill = UseOf(UsageName.AnySkill),
        Plugin = UseOf(UsageName.AnyPlugin),
        Unlisted = UseOf(UsageName.AnyUnlisted),
    };

    public IReadOnlyList<ToolStats> Tools() =>
        Ranked(cells.In(Dimension.Tool).Select(ToolOf), tool => tool.TotalCalls, tool => tool.UniqueSubmitters, tool => tool.ToolName);

    public IReadOnlyList<ModelStats> Models() =>
        Ranked(
            cells.In(Dimension.Model).Select(ModelOf),
            model => null,
            model => model.Count,
            model => model.Model
        );

    /// <summary>All named clients, whichever was asked for; submitters whose client is unknown are in none.</summary>
    public IReadOnlyList<ClientStats> Clients() =>
        Ranked(
            cells.Clients.Select(client => ClientOf(client.Client, client.Cell)),
            client => null,
            client => client.Count,
            client => client.Client
        );

    public StatsDimensions Dimensions() =>
        new()
        {
            Skills = Ranked(
                cells.In(Dimension.Skill).Select(SkillOf),
                skill => skill.TotalCalls,
                skill => skill.UniqueSubmitters,
                skill => skill.Name
            ),
            McpServers = Ranked(
                cells.In(Dimension.McpServer).Select(McpServerOf),
                server => server.TotalCalls,
                server => server.UniqueSubmitters,
                server => server.Name
            ),
            Plugins = Ranked(
                cells.In(Dimension.Plugin).Select(PluginOf),
                plugin => null,
                plugin => plugin.InstallCount,
                plugin => plugin.PluginName
            ),
        };

    private static IReadOnlyList<T> Ranked<T>(IEnumerable<T> rows, Func<T, long?> calls, Func<T, long> submitters, Func<T, string> name) =>
        [.. rows.OrderByDescending(row => calls(row) ?? -1).ThenByDescending(submitters).ThenBy(name, StringComparer.Ordinal)];

    /// <summary>Whether the cell is a dimension's bucket, or that of an MCP server's tools.</summary>
    private static bool IsBucket(PublishedCell cell) => NameList.IsBucket(cell.Key.Name.Name);

    private static string Label(PublishedCell cell) => cell.Key.Name.Name.Length == 0 ? Bucket : cell.Key.Name.Name;

    private Proportion? AdoptionOf(PublishedCell cell) => AdoptionOf(cell, cells.Everything);

    private static Proportion? AdoptionOf(PublishedCell cell, PublishedCell? whole) =>
        whole is null ? null : Proportion.Compute(cell.Figures.Submitters, whole.Figures.Submitters);

    private static double? Percentage(PublishedCell cell, PublishedCell? whole) =>
        whole is null ? null : Math.Round(100 * Proportion.Compute(cell.Figures.Submitters, whole.Figures.Submitters).Share);

    private StatsUse? UseOf(UsageName kind)
    {
        if (cells.UseOfAny(kind) is not { } cell)
        {
            return null;
        }

        var adoption = AdoptionOf(cell);
        return new()
        {
            UniqueSubmitters = cell.Figures.Submitters,
            Adoption = adoption?.Share,
            AdoptionLow = adoption?.Low,
            AdoptionHigh = adoption?.High,
        };
    }

    private ModelStats ModelOf(PublishedCell cell)
    {
        var adoption = AdoptionOf(cell);
        return new()
        {
            Model = Label(cell),
            Custom = IsBucket(cell),
            Count = cell.Figures.Submitters,
            Percentage = Percentage(cell, cells.Everything),
            Adoption = adoption?.Share,
            AdoptionLow = adoption?.Low,
            AdoptionHigh = adoption?.High,
        };
    }

    private ClientStats ClientOf(AgentClient client, PublishedCell cell)
    {
        var adoption = AdoptionOf(cell, cells.Everybody);
        return new()
        {
            Client = client.ToName(),
            Count = cell.Figures.Submitters,
            Percentage = Percentage(cell, cells.Everybody),
            Adoption = adoption?.Share,
            AdoptionLow = adoption?.Low,
            AdoptionHigh = adoption?.High,
        };
    }

    private PluginStats PluginOf(PublishedCell cell)
    {
        var adoption = AdoptionOf(cell);
        return new()
        {
            PluginName = Label(cell),
            Custom = IsBucket(cell),
            InstallCount = cell.Figures.Submitters,
            Adoption = adoption?.Share,
            AdoptionLow = adoption?.Low,
            AdoptionHigh = adoption?.High,
        };
    }

    private ToolStats ToolOf(PublishedCell cell)
    {
        var adoption = AdoptionOf(cell);
        return new()
        {
            ToolName = Label(cell),
            Custom = IsBucket(cell),
            UniqueSubmitters = cell.Figures.Submitters,
            Adoption = adoption?.Share,
            AdoptionLow = adoption?.Low,
            AdoptionHigh = adoption?.High,
            TotalCalls = cell.Figures.Calls,
            TotalErrors = cell.Figures.Errors,
            TotalRejections = cell.Figures.Rejections,
            ObservedCalls = cell.Figures.ObservedCalls,
            ErrorRate = cell.Figures.ErrorRate,
            ErrorRateP25 = cell.Figures.ErrorRateP25,
            ErrorRateMedian = cell.Figures.ErrorRateMedian,
            ErrorRateP75 = cell.Figures.ErrorRateP75,
            RejectionRate = cell.Figures.RejectionRate,
            AvgCallsPerSubmitter = cell.Figures.CallsAverage,
            CallsMedian = cell.Figures.CallsMedian,
            CallsP25 = cell.Figures.CallsP25,
            CallsP75 = cell.Figures.CallsP75,
            CallsP10 = cell.Figures.CallsP10,
            CallsP90 = cell.Figures.CallsP90,
            DurationP25Ms = cell.Figures.DurationP25,
            DurationMedianMs = cell.Figures.DurationMedian,
            DurationP75Ms = cell.Figures.DurationP75,
        };
    }

    private SkillStats SkillOf(PublishedCell cell)
    {
        var adoption = AdoptionOf(cell);
        return new()
        {
            Name = Label(cell),
            Custom = IsBucket(cell),
            UniqueSubmitters = cell.Figures.Submitters,
            Adoption = adoption?.Share,
            AdoptionLow = adoption?.Low,
            AdoptionHigh = adoption?.High,
            TotalCalls = cell.Figures.Calls,
            AvgCallsPerSubmitter = cell.Figures.CallsAverage,
            CallsMedian = cell.Figures.CallsMedian,
            CallsP25 = cell.Figures.CallsP25,
            CallsP75 = cell.Figures.CallsP75,
            TypedRate = cell.Figures.TypedRate,
        };
    }

    private McpServerStats McpServerOf(PublishedCell cell)
    {
        var adoption = AdoptionOf(cell);
        return new()
        {
            Name = Label(cell),
            Custom = IsBucket(cell),
            UniqueSubmitters = cell.Figures.Submitters,
            Adoption = adoption?.Share,
            AdoptionLow = adoption?.Low,
            AdoptionHigh = adoption?.High,
            TotalCalls = cell.Figures.Calls,
            ObservedCalls = cell.Figures.ObservedCalls,
            AvgCallsPerSubmitter = cell.Figures.CallsAverage,
            CallsMedian = cell.Figures.CallsMedian,
            CallsP25 = cell.Figures.CallsP25,
            CallsP75 = cell.Figures.CallsP75,
            TotalErrors = cell.Figures.Errors,
            ErrorRate = cell.Figures.ErrorRate,
            ErrorRateP25 = cell.Figures.ErrorRateP25,
            ErrorRateMedian = cell.Figures.ErrorRateMedian,
            ErrorRateP75 = cell.Figures.ErrorRateP75,
            DurationP25Ms = cell.Figures.DurationP25,
            DurationMedianMs = cell.Figures.DurationMedian,
            DurationP75Ms = cell.Figures.DurationP75,
        };
    }
}

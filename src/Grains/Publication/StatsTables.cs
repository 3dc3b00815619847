using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Publication;

/// <summary>
/// Makes the figures of a window from its tally. A name is in a table from the minimum of submitters, and has values from the minimum for
/// values, each counted over those whom it tells of; tables are ordered by what they show, so that the order tells nothing that is hidden.
/// </summary>
internal sealed class StatsTables(WeekTally tally, PrivacyOptions limits)
{
    /// <summary>The most tools of a window.</summary>
    public const int MaximumTools = 100;

    /// <summary>The most names of any other dimension.</summary>
    public const int MaximumNames = 50;

    /// <summary>Submitters from which outer deciles are published, where the minimum for values is not greater.</summary>
    public const int MinimumForDeciles = 100;

    /// <summary>What a bucket is called; a flag beside it tells it from a name that is spelt so.</summary>
    private const string Bucket = "custom";

    private readonly bool _totalShown = tally.Submitters >= limits.MinimumSubmitters;

    public StatsOverview Overview(IsoWeek week) => new()
    {
        TotalSubmissions = HasValues(tally.Submitters) ? tally.Reports : null,
        UniqueSubmitters = _totalShown ? tally.Submitters : null,
        Earliest = week.FirstDay,
        Latest = week.LastDay,
    };

    public StatsHabits Habits() => new()
    {
        EditWithoutReadMedian = HasValues(tally.SubmittersWithEdits) ? tally.EditsWithoutReadMedian() : null,
    };

    public IReadOnlyList<ToolStats> Tools() =>
        Ranked(Shown(Dimension.Tool).Select(ToolOf), tool => tool.TotalCalls, tool => tool.UniqueSubmitters, tool => tool.ToolName, MaximumTools);

    public IReadOnlyList<ModelStats> Models() =>
        Ranked(
            Shown(Dimension.Model).Select(model => new ModelStats
            {
                Model = Label(model.Name),
                Custom = IsBucket(model.Name),
                Count = model.Tally.Submitters,
                Percentage = Percentage(model.Tally),
            }),
            model => null,
            model => model.Count,
            model => model.Model);

    /// <summary>The named clients; submitters who told none are in no cell.</summary>
    public IReadOnlyList<ClientStats> Clients() =>
        Ranked(
            Shown(Dimension.Client).Where(client => !IsBucket(client.Name)).Select(client => new ClientStats
            {
                Client = client.Name,
                Count = client.Tally.Submitters,
                Percentage = Percentage(client.Tally),
            }),
            client => null,
            client => client.Count,
            client => client.Client);

    public StatsDimensions Dimensions() => new()
    {
        Skills = Ranked(Shown(Dimension.Skill).Select(SkillOf), skill => skill.TotalCalls, skill => skill.UniqueSubmitters, skill => skill.Name),
        McpServers = Ranked(Shown(Dimension.McpServer).Select(McpServerOf), server => server.TotalCalls, server => server.UniqueSubmitters, server => server.Name),
        Plugins = Ranked(
            Shown(Dimension.Plugin).Select(plugin => new PluginStats
            {
                PluginName = Label(plugin.Name),
                Custom = IsBucket(plugin.Name),
                InstallCount = plugin.Tally.Submitters,
            }),
            plugin => null,
            plugin => plugin.InstallCount,
            plugin => plugin.PluginName),
    };

    private static IReadOnlyList<T> Ranked<T>(
        IEnumerable<T> rows, Func<T, long?> calls, Func<T, long> submitters, Func<T, string> name, int maximum = MaximumNames) =>
        [.. rows.OrderByDescending(row => calls(row) ?? -1).ThenByDescending(submitters).ThenBy(name, StringComparer.Ordinal).Take(maximum)];

    private static bool IsBucket(string name) => name.Length == 0;

    private static string Label(string name) => IsBucket(name) ? Bucket : name;

    private static double Rate(long part, long whole) => Math.Round(Math.Min(1, (double)part / whole), 4);

    private static double Average(NameTally tally) => Math.Round((double)tally.Sum.Calls / tally.Submitters, 2);

    // In the order of names, so that a bucket and a name that is spelt so are told in one order, whichever came first.
    private IEnumerable<(string Name, NameTally Tally)> Shown(Dimension dimension) =>
        tally.Of(dimension).Where(pair => pair.Tally.Submitters >= limits.MinimumSubmitters).OrderBy(pair => pair.Name, StringComparer.Ordinal);

    private bool HasValues(int submitters) => submitters >= limits.MinimumForValues;

    private double? Adoption(NameTally name) => _totalShown ? Math.Round((double)name.Submitters / tally.Submitters, 4) : null;

    private double? Percentage(NameTally name) => _totalShown ? Math.Round(100.0 * name.Submitters / tally.Submitters, 1) : null;

    private double? ErrorRateMedian(NameTally name) =>
        HasValues(name.SubmittersWithErrorRate) ? Math.Round(name.ErrorRateMedian(), 4) : null;

    private ToolStats ToolOf((string Name, NameTally Tally) tool)
    {
        var (name, uses) = tool;
        var values = HasValues(uses.Submitters);
        var observed = HasValues(uses.Observers);
        var rejectable = HasValues(uses.RejectionObservers);
        var deciles = values && uses.Submitters >= MinimumForDeciles;
        var quantiles = uses.CallsQuantiles(0.1, 0.25, 0.5, 0.75, 0.9);
        return new()
        {
            ToolName = Label(name),
            Custom = IsBucket(name),
            UniqueSubmitters = uses.Submitters,
            Adoption = Adoption(uses),
            TotalCalls = values ? uses.Sum.Calls : null,
            TotalErrors = observed ? uses.Sum.Errors : null,
            TotalRejections = rejectable ? uses.Sum.Rejections : null,
            ObservedCalls = observed ? uses.Sum.ObservedCalls : null,
            ErrorRate = observed ? Rate(uses.Sum.Errors, uses.Sum.ObservedCalls) : null,
            ErrorRateMedian = ErrorRateMedian(uses),
            RejectionRate = rejectable ? Rate(uses.Sum.Rejections, uses.Sum.RejectableCalls) : null,
            AvgCallsPerSubmitter = values ? Average(uses) : null,
            CallsP10 = deciles ? quantiles[0] : null,
            CallsP25 = values ? quantiles[1] : null,
            CallsMedian = values ? quantiles[2] : null,
            CallsP75 = values ? quantiles[3] : null,
            CallsP90 = deciles ? quantiles[4] : null,
        };
    }

    private SkillStats SkillOf((string Name, NameTally Tally) skill)
    {
        var (name, uses) = skill;
        var values = HasValues(uses.Submitters);
        return new()
        {
            Name = Label(name),
            Custom = IsBucket(name),
            UniqueSubmitters = uses.Submitters,
            TotalCalls = values ? uses.Sum.Calls : null,
            AvgCallsPerSubmitter = values ? Average(uses) : null,
            CallsMedian = values ? uses.CallsQuantiles(0.5)[0] : null,
        };
    }

    private McpServerStats McpServerOf((string Name, NameTally Tally) server)
    {
        var (name, uses) = server;
        var values = HasValues(uses.Submitters);
        var observed = HasValues(uses.Observers);
        return new()
        {
            Name = Label(name),
            Custom = IsBucket(name),
            UniqueSubmitters = uses.Submitters,
            TotalCalls = values ? uses.Sum.Calls : null,
            AvgCallsPerSubmitter = values ? Average(uses) : null,
            CallsMedian = values ? uses.CallsQuantiles(0.5)[0] : null,
            TotalErrors = observed ? uses.Sum.Errors : null,
            ErrorRate = observed ? Rate(uses.Sum.Errors, uses.Sum.ObservedCalls) : null,
            ErrorRateMedian = ErrorRateMedian(uses),
        };
    }
}

using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;

namespace ToolTime.Recording.Usage;

/// <summary>Makes <see cref="WeekStatistics"/> from the record.</summary>
internal static class WeekReport
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    /// <summary>For the project whose folder has the local hash <paramref name="project"/>; null for all projects.</summary>
    public static WeekStatistics Make(ToolTimeHome home, DateTimeOffset now, string? project, IReadOnlyList<string> plugins)
    {
        var from = now - Window;
        var counter = new UsageCounter();
        var clients = new Dictionary<string, int>();
        var observed = new RollupStore(home).Observed();
        foreach (var walked in RecordWalk.Over(home, from.UtcDay(), now.UtcDay(), observed).SelectMany(day => day.Events))
        {
            var recorded = walked.Recorded;
            if (recorded.At < from || recorded.At > now || (project is not null && recorded.Project != project))
            {
                continue;
            }

            clients[recorded.Client] = clients.GetValueOrDefault(recorded.Client) + 1;
            walked.AddTo(counter);
        }

        return new WeekStatistics
        {
            Generated = UtcText.Seconds(now),
            TotalEvents = clients.Values.Sum(),
            Tools = Map(counter.Tools, (name, count) => ToolUse(count, counter.LastUsed[name])),
            EditWithoutReadCount = counter.EditsWithoutRead,
            Model = MostCommon(counter.Models),
            Client = MostCommon(clients),
            Skills = Map(counter.Skills, (_, skill) => new WeekStatistics.SkillUse { Calls = skill.Calls }),
            McpServers = Map(counter.McpServers, (name, count) => McpServerUse(count, LastUsed(counter, name))),
            InstalledPlugins = plugins,
        };
    }

    private static WeekStatistics.ToolUse ToolUse(ToolCount count, DateTimeOffset lastUsed) => new()
    {
        Calls = count.Calls,
        ErrorObservedCalls = count.ObservedCalls,
        Errors = count.ObservedCalls > 0 ? count.Errors : null,
        Rejections = count.ObservedCalls > 0 ? count.Rejections : null,
        LastUsed = UtcText.Seconds(lastUsed),
    };

    private static WeekStatistics.McpServerUse McpServerUse(McpServerCount count, DateTimeOffset lastUsed) => new()
    {
        Calls = count.Calls,
        Errors = count.ObservedCalls > 0 ? count.Errors : null,
        ErrorObservedCalls = count.ObservedCalls,
        LastUsed = UtcText.Seconds(lastUsed),
    };

    private static DateTimeOffset LastUsed(UsageCounter counter, string server) =>
        counter.LastUsed.Where(use => CellName.McpServer(use.Key) == server).Max(use => use.Value);

    private static string? MostCommon(IEnumerable<KeyValuePair<string, int>> counts) =>
        counts
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key)
            .FirstOrDefault();

    private static SortedDictionary<string, TOut> Map<TIn, TOut>(SortedDictionary<string, TIn> counts, Func<string, TIn, TOut> map) =>
        new(counts.ToDictionary(pair => pair.Key, pair => map(pair.Key, pair.Value)), StringComparer.Ordinal);
}

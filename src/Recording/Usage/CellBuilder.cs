using ToolTime.Recording.Calls;

namespace ToolTime.Recording.Usage;

/// <summary>Makes a day's cell from the counts: only names and numbers that the wire accepts, within its limits.</summary>
internal static class CellBuilder
{
    private const int MaxCount = 100_000;
    private const int MaxNames = 200;
    private const int MaxPlugins = 100;

    /// <summary>Adds the names that the cell cannot hold to <paramref name="leftOut"/>.</summary>
    public static DayCell Build(DateOnly day, string client, UsageCounter counter, IReadOnlyList<string> plugins, ref int leftOut)
    {
        var isClaudeCode = client is ClientName.ClaudeCode;
        var models = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, sessions) in counter.Models)
        {
            models[CellName.Model(name)] = models.GetValueOrDefault(CellName.Model(name)) + sessions;
        }

        return new DayCell
        {
            Day = day,
            Tools = Largest(
                counter.Tools,
                tool => tool.Calls,
                (name, tool) => Bounded(tool, counter.ToolDurations.MedianOf(name)),
                ref leftOut
            ),
            Skills = Largest(counter.Skills, skill => skill.Calls, (_, skill) => Bounded(skill, isTypingSeen: isClaudeCode), ref leftOut),
            McpServers = Largest(
                counter.McpServers,
                server => server.Calls,
                (name, server) => Bounded(server, counter.McpServerDurations.MedianOf(name)),
                ref leftOut
            ),
            Plugins = [.. plugins.Take(MaxPlugins)],
            Models = Largest(models, sessions => sessions, (_, sessions) => Bounded(sessions), ref leftOut),
            EditWithoutRead = isClaudeCode ? Bounded(counter.EditsWithoutRead) : null,
        };
    }

    private static SortedDictionary<string, T> Largest<T>(
        SortedDictionary<string, T> counts,
        Func<T, int> weight,
        Func<string, T, T> bounded,
        ref int leftOut
    )
    {
        var largest = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (
            var (name, count) in counts
                .Where(pair => CellName.IsValid(pair.Key))
                .OrderByDescending(pair => weight(pair.Value))
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Take(MaxNames)
        )
        {
            largest[name] = bounded(name, count);
        }

        leftOut += counts.Count - largest.Count;
        return largest;
    }

    private static int Bounded(int count) => Math.Min(count, MaxCount);

    private static SkillCount Bounded(SkillCount count, bool isTypingSeen) =>
        new() { Calls = Bounded(count.Calls), ByUser = isTypingSeen ? Bounded(count.ByUser ?? 0) : null };

    private static ToolCount Bounded(ToolCount count, (int? MedianMs, int? Calls) timed) =>
        new()
        {
            Calls = Bounded(count.Calls),
            ObservedCalls = Bounded(count.ObservedCalls),
            Errors = Bounded(count.Errors),
            Rejections = Bounded(count.Rejections),
            MedianMs = timed.MedianMs,
            TimedCalls = Bounded(timed.Calls, count.Calls),
        };

    private static McpServerCount Bounded(McpServerCount count, (int? MedianMs, int? Calls) timed) =>
        new()
        {
            Calls = Bounded(count.Calls),
            ObservedCalls = Bounded(count.ObservedCalls),
            Errors = Bounded(count.Errors),
            MedianMs = timed.MedianMs,
            TimedCalls = Bounded(timed.Calls, count.Calls),
        };

    private static int? Bounded(int? timed, int calls) => timed is { } count ? Bounded(Math.Min(count, calls)) : null;
}

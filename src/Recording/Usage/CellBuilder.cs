using ToolTime.Recording.Calls;

namespace ToolTime.Recording.Usage;

/// <summary>
/// Makes a day's cell of what was counted: only names and numbers that the wire takes, and no more of them than it takes.
/// </summary>
internal static class CellBuilder
{
    private const int MaxCount = 100_000;
    private const int MaxNames = 200;
    private const int MaxPlugins = 100;

    /// <summary>Adds to <paramref name="leftOut"/> the names that the cell cannot hold.</summary>
    public static DayCell Build(DateOnly day, string client, UsageCounter counter, IReadOnlyList<string> plugins, ref int leftOut)
    {
        var models = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, sessions) in counter.Models)
        {
            models[CellName.Model(name)] = models.GetValueOrDefault(CellName.Model(name)) + sessions;
        }

        return new DayCell
        {
            Day = day,
            Tools = Largest(counter.Tools, tool => tool.Calls, Bounded, ref leftOut),
            Skills = Largest(counter.Skills, calls => calls, Bounded, ref leftOut),
            McpServers = Largest(counter.McpServers, server => server.Calls, Bounded, ref leftOut),
            Plugins = [.. plugins.Take(MaxPlugins)],
            Models = Largest(models, sessions => sessions, Bounded, ref leftOut),
            EditWithoutRead = client is ClientName.ClaudeCode ? Bounded(counter.EditsWithoutRead) : null,
        };
    }

    private static SortedDictionary<string, T> Largest<T>(
        SortedDictionary<string, T> counts,
        Func<T, int> weight,
        Func<T, T> bounded,
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
            largest[name] = bounded(count);
        }

        leftOut += counts.Count - largest.Count;
        return largest;
    }

    private static int Bounded(int count) => Math.Min(count, MaxCount);

    private static ToolCount Bounded(ToolCount count) => new()
    {
        Calls = Bounded(count.Calls),
        ObservedCalls = Bounded(count.ObservedCalls),
        Errors = Bounded(count.Errors),
        Rejections = Bounded(count.Rejections),
    };

    private static McpServerCount Bounded(McpServerCount count) => new()
    {
        Calls = Bounded(count.Calls),
        ObservedCalls = Bounded(count.ObservedCalls),
        Errors = Bounded(count.Errors),
    };
}

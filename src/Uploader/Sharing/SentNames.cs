using ToolTime.Names;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// Removes names that are not public from what is sent, by the same list as the server's: a private name never leaves this machine. Its
/// counts are sent under <see cref="Unlisted"/>.
/// </summary>
internal static class SentNames
{
    /// <summary>Sent in place of every unlisted name.</summary>
    public const string Unlisted = "custom";

    public static DayCell Normalize(DayCell cell) =>
        cell with
        {
            Tools = Normalize(cell.Tools, NameKind.Tool, Add, tool => tool with { MedianMs = null, TimedCalls = null }),
            Skills = Normalize(cell.Skills, NameKind.Skill, Add, skill => skill),
            McpServers = Normalize(cell.McpServers, NameKind.McpServer, Add, server => server with { MedianMs = null, TimedCalls = null }),
            Plugins = [.. cell.Plugins.Select(plugin => Normalize(NameKind.Plugin, plugin)).Distinct().Order(StringComparer.Ordinal)],
            Models = Normalize(cell.Models, NameKind.Model, (one, other) => one + other, model => model),
        };

    private static SortedDictionary<string, T> Normalize<T>(
        SortedDictionary<string, T> counts,
        NameKind kind,
        Func<T, T, T> add,
        Func<T, T> unlisted
    )
    {
        var normalized = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, count) in counts)
        {
            var listed = Normalize(kind, name);
            var counted = IsUnlisted(listed) ? unlisted(count) : count;
            normalized[listed] = normalized.TryGetValue(listed, out var other) ? add(other, counted) : counted;
        }

        return normalized;
    }

    /// <summary>
    /// The star for a server's other tools is not allowed in names on the wire, so they too are sent under <see cref="Unlisted"/>.
    /// </summary>
    private static string Normalize(NameKind kind, string name)
    {
        var normalized = NameList.Shipped.Normalize(kind, name);
        return normalized.Length == 0 ? Unlisted
            : McpToolName.TryParse(normalized, out var tool) && tool.Tool == McpToolName.Others ? (tool with { Tool = Unlisted }).ToString()
            : normalized;
    }

    private static bool IsUnlisted(string name) => name == Unlisted || name.EndsWith($"__{Unlisted}", StringComparison.Ordinal);

    private static SkillCount Add(SkillCount one, SkillCount other) =>
        new()
        {
            Calls = one.Calls + other.Calls,
            ByUser = one.ByUser is null && other.ByUser is null ? null : (one.ByUser ?? 0) + (other.ByUser ?? 0),
        };

    // Two spellings of a name have no common median: the one with more calls is used.
    private static ToolCount Add(ToolCount one, ToolCount other) =>
        new()
        {
            Calls = one.Calls + other.Calls,
            ObservedCalls = one.ObservedCalls + other.ObservedCalls,
            Errors = one.Errors + other.Errors,
            Rejections = one.Rejections + other.Rejections,
            MedianMs = one.TimedCalls >= (other.TimedCalls ?? 0) ? one.MedianMs : other.MedianMs,
            TimedCalls = one.TimedCalls >= (other.TimedCalls ?? 0) ? one.TimedCalls : other.TimedCalls,
        };

    private static McpServerCount Add(McpServerCount one, McpServerCount other) =>
        new()
        {
            Calls = one.Calls + other.Calls,
            ObservedCalls = one.ObservedCalls + other.ObservedCalls,
            Errors = one.Errors + other.Errors,
            MedianMs = one.TimedCalls >= (other.TimedCalls ?? 0) ? one.MedianMs : other.MedianMs,
            TimedCalls = one.TimedCalls >= (other.TimedCalls ?? 0) ? one.TimedCalls : other.TimedCalls,
        };
}

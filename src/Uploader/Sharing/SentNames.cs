using ToolTime.Names;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// Takes the names that are not public out of what is sent, by the list that the server has too: a private name never leaves this machine.
/// Its counts are sent under <see cref="Unlisted"/>.
/// </summary>
internal static class SentNames
{
    /// <summary>Stands for every name that is not listed.</summary>
    public const string Unlisted = "custom";

    public static DayCell Normalize(DayCell cell) => cell with
    {
        Tools = Normalize(cell.Tools, NameKind.Tool, Add),
        Skills = Normalize(cell.Skills, NameKind.Skill, (one, other) => one + other),
        McpServers = Normalize(cell.McpServers, NameKind.McpServer, Add),
        Plugins = [.. cell.Plugins.Select(plugin => Normalize(NameKind.Plugin, plugin)).Distinct().Order(StringComparer.Ordinal)],
        Models = Normalize(cell.Models, NameKind.Model, (one, other) => one + other),
    };

    private static SortedDictionary<string, T> Normalize<T>(SortedDictionary<string, T> counts, NameKind kind, Func<T, T, T> add)
    {
        var normalized = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, count) in counts)
        {
            var listed = Normalize(kind, name);
            normalized[listed] = normalized.TryGetValue(listed, out var other) ? add(other, count) : count;
        }

        return normalized;
    }

    /// <summary>
    /// The star of a server's other tools is no letter of the wire's names, so they too are sent under <see cref="Unlisted"/>.
    /// </summary>
    private static string Normalize(NameKind kind, string name)
    {
        var normalized = NameList.Shipped.Normalize(kind, name);
        return normalized.Length == 0 ? Unlisted
            : McpToolName.TryParse(normalized, out var tool) && tool.Tool == McpToolName.Others ? (tool with { Tool = Unlisted }).ToString()
            : normalized;
    }

    private static ToolCount Add(ToolCount one, ToolCount other) => new()
    {
        Calls = one.Calls + other.Calls,
        ObservedCalls = one.ObservedCalls + other.ObservedCalls,
        Errors = one.Errors + other.Errors,
        Rejections = one.Rejections + other.Rejections,
    };

    private static McpServerCount Add(McpServerCount one, McpServerCount other) => new()
    {
        Calls = one.Calls + other.Calls,
        ObservedCalls = one.ObservedCalls + other.ObservedCalls,
        Errors = one.Errors + other.Errors,
    };
}

using ToolTime.Names;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// Takes the names that are not public out of what is sent, by the list that the server has too: a private name never leaves this machine. Its
/// counts are sent under <see cref="Unlisted"/>.
/// </summary>
internal static class SentNames
{
    /// <summary>Stands for every name that is not listed.</summary>
    public const string Unlisted = "custom";

    public static DayCell Fold(DayCell cell) => cell with
    {
        Tools = Fold(cell.Tools, NameKind.Tool, Add),
        Skills = Fold(cell.Skills, NameKind.Skill, (one, other) => one + other),
        McpServers = Fold(cell.McpServers, NameKind.McpServer, Add),
        Plugins = [.. cell.Plugins.Select(plugin => Fold(NameKind.Plugin, plugin)).Distinct().Order(StringComparer.Ordinal)],
        Models = Fold(cell.Models, NameKind.Model, (one, other) => one + other),
    };

    private static SortedDictionary<string, T> Fold<T>(SortedDictionary<string, T> counts, NameKind kind, Func<T, T, T> add)
    {
        var folded = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, count) in counts)
        {
            var listed = Fold(kind, name);
            folded[listed] = folded.TryGetValue(listed, out var other) ? add(other, count) : count;
        }

        return folded;
    }

    /// <summary>The star of a server's other tools is no letter of the wire's names, so they too are sent under <see cref="Unlisted"/>.</summary>
    private static string Fold(NameKind kind, string name)
    {
        var folded = NameList.Shipped.Fold(kind, name);
        return folded.Length == 0 ? Unlisted
            : McpToolName.TryParse(folded, out var tool) && tool.Tool == McpToolName.Others ? (tool with { Tool = Unlisted }).ToString()
            : folded;
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

using ToolTime.Names;
using ToolTime.Recording.Home;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Sharing;

/// <summary>The kinds as typed and stored, and a day's cell reduced to some of them.</summary>
internal static class KindList
{
    // Starts the name of an MCP server that a plugin brings.
    private const string PluginServer = "plugin_";

    private static readonly (string Word, SharedKinds Kind)[] Words =
    [
        ("tools", SharedKinds.Tools),
        ("skills", SharedKinds.Skills),
        ("mcp-servers", SharedKinds.McpServers),
        ("plugins", SharedKinds.Plugins),
        ("models", SharedKinds.Models),
        ("durations", SharedKinds.Durations),
        ("typed-skills", SharedKinds.TypedSkills),
    ];

    /// <summary>Every kind, in the order shown.</summary>
    public static IEnumerable<string> AllWords => Words.Select(pair => pair.Word);

    /// <summary>Null if a word is not a kind, or there are none.</summary>
    public static SharedKinds? Parse(string text)
    {
        var kinds = SharedKinds.None;
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var kind = Words.SingleOrDefault(pair => pair.Word == word).Kind;
            if (kind is SharedKinds.None)
            {
                return null;
            }

            kinds |= kind;
        }

        return kinds is SharedKinds.None ? null : kinds;
    }

    /// <summary>The kinds in config.json; all if it has none. A newer version's word is not a kind of this one.</summary>
    public static SharedKinds From(ConfigFile config) =>
        config.SharedKinds is { } words
            ? words.Aggregate(SharedKinds.None, (kinds, word) => kinds | (Parse(word) ?? SharedKinds.None))
            : SharedKinds.All;

    public static IReadOnlyList<string> WordsOf(SharedKinds kinds) =>
        [.. Words.Where(pair => kinds.HasFlag(pair.Kind)).Select(pair => pair.Word)];

    public static DayCell Only(SharedKinds kinds, DayCell cell) => kinds is SharedKinds.All
        ? cell
        : cell with
        {
            Tools = Tools(kinds, cell.Tools),
            Skills = kinds.HasFlag(SharedKinds.Skills)
                ? Named(cell.Skills, name => MayBeNamed(kinds, name.Contains(':')), skill => Only(kinds, skill))
                : [],
            McpServers = kinds.HasFlag(SharedKinds.McpServers)
                ? Named(cell.McpServers, name => MayBeNamed(kinds, IsOfPlugin(name)), server => Only(kinds, server))
                : [],
            Plugins = kinds.HasFlag(SharedKinds.Plugins) ? cell.Plugins : [],
            Models = kinds.HasFlag(SharedKinds.Models) ? cell.Models : [],
            EditWithoutRead = kinds.HasFlag(SharedKinds.Tools) ? cell.EditWithoutRead : null,
        };

    // The name of an MCP server's tool contains the server, and that of a plugin's skill or server the plugin.
    private static SortedDictionary<string, ToolCount> Tools(SharedKinds kinds, SortedDictionary<string, ToolCount> tools) =>
        !kinds.HasFlag(SharedKinds.Tools) ? []
        : Named(
            tools,
            name =>
                !McpToolName.TryParse(name, out var tool)
                || (kinds.HasFlag(SharedKinds.McpServers) && MayBeNamed(kinds, IsOfPlugin(tool.Server))),
            tool => kinds.HasFlag(SharedKinds.Durations) ? tool : tool with { MedianMs = null, TimedCalls = null }
        );

    private static McpServerCount Only(SharedKinds kinds, McpServerCount server) =>
        kinds.HasFlag(SharedKinds.Durations) ? server : server with { MedianMs = null, TimedCalls = null };

    private static SkillCount Only(SharedKinds kinds, SkillCount skill) =>
        kinds.HasFlag(SharedKinds.TypedSkills) ? skill : skill with { ByUser = null };

    private static bool MayBeNamed(SharedKinds kinds, bool isOfPlugin) => kinds.HasFlag(SharedKinds.Plugins) || !isOfPlugin;

    private static bool IsOfPlugin(string server) => server.StartsWith(PluginServer, StringComparison.Ordinal);

    private static SortedDictionary<string, T> Named<T>(SortedDictionary<string, T> counts, Func<string, bool> isAgreed, Func<T, T> only) =>
        new(
            counts.Where(count => isAgreed(count.Key)).ToDictionary(count => count.Key, count => only(count.Value), StringComparer.Ordinal),
            StringComparer.Ordinal
        );
}

/// <summary>The kinds of names that are shared. The user agrees to each separately.</summary>
[Flags]
internal enum SharedKinds
{
    None = 0,

    /// <summary>Tools, and how often they failed; an MCP server's tools only together with <see cref="McpServers"/>.</summary>
    Tools = 1,
    Skills = 2,
    McpServers = 4,
    Plugins = 8,
    Models = 16,

    /// <summary>How long calls of the shared tools and MCP servers ran.</summary>
    Durations = 32,

    /// <summary>How often the user typed a shared skill.</summary>
    TypedSkills = 64,
    All = Tools | Skills | McpServers | Plugins | Models | Durations | TypedSkills,
}

using System.Collections.Frozen;

namespace ToolTime.Names;

/// <summary>
/// The names that may be published: what agents ship, and what is public. The client normalizes names with it before sending, the server
/// before storing, and again on every read, so that a name blocked meanwhile disappears from everything published later. Immutable and
/// thread-safe.
/// </summary>
public sealed class NameList
{
    /// <summary>The result for an unlisted name: the bucket of its kind.</summary>
    public const string Bucket = "";

    private static readonly Lazy<NameList> Own = new(ReadOwn);

    private readonly FrozenSet<string> _tools;
    private readonly FrozenSet<string> _skills;
    private readonly FrozenSet<string> _plugins;
    private readonly FrozenDictionary<string, string> _servers;
    private readonly FrozenSet<McpToolName> _serverTools;
    private readonly ModelPatterns _models;
    private readonly OperatorNames _operator;
    private readonly Lazy<FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>[]> _unchanged;

    private NameList(
        FrozenSet<string> tools, FrozenSet<string> skills, FrozenSet<string> plugins, FrozenDictionary<string, string> servers,
        FrozenSet<McpToolName> serverTools, ModelPatterns models, OperatorNames operatorNames, string version)
    {
        (_tools, _skills, _plugins, _servers, _serverTools, _models, _operator) =
            (tools, skills, plugins, servers, serverTools, models, operatorNames);
        _unchanged = new(FindUnchanged);
        Version = version;
    }

    /// <summary>The list that this version ships.</summary>
    public static NameList Shipped => Own.Value;

    /// <summary>The list's version: the date of its last change.</summary>
    public string Version { get; }

    /// <summary>Whether a normalized name stands for several: a kind's bucket, or an MCP server's other tools.</summary>
    public static bool IsBucket(string normalized) =>
        normalized is Bucket
        || (
            normalized.EndsWith(McpToolName.Others, StringComparison.Ordinal)
            && McpToolName.TryParse(normalized, out var tool)
            && tool.Tool == McpToolName.Others
        );

    /// <summary>The list with an operator's additions and blocks.</summary>
    public NameList With(OperatorNames operatorNames) =>
        new(_tools, _skills, _plugins, _servers, _serverTools, _models, operatorNames, Version);

    /// <summary>
    /// The name under which a name counts: itself, another spelling of it, or <see cref="Bucket"/>. An unlisted tool of a listed MCP server
    /// counts under <c>mcp__server__*</c>. Normalizing a normalized name changes nothing.
    /// </summary>
    public string Normalize(NameKind kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_operator.Blocks(kind, name))
        {
            return Bucket;
        }

        name = _operator.Current(kind, name);
        if (name.Length == 0 || _operator.Blocks(kind, name))
        {
            return Bucket;
        }

        if (_operator.Adds(kind, name))
        {
            return name;
        }

        var normalized = kind switch
        {
            NameKind.Tool => NormalizeTool(name),
            NameKind.Skill => _skills.Contains(name) ? name : Bucket,
            NameKind.McpServer => NormalizeServer(name),
            NameKind.Plugin => _plugins.Contains(name) ? name : Bucket,
            NameKind.Model => _models.Normalize(name),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        if (_operator.Blocks(kind, normalized))
        {
            return Bucket;
        }

        normalized = _operator.Current(kind, normalized);
        return _operator.Blocks(kind, normalized) ? Bucket : normalized;
    }

    /// <summary>
    /// Whether a name is listed in this spelling: not a bucket, not blocked, and not a model that only matches a pattern.
    /// </summary>
    public bool IsListed(NameKind kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return !IsBucket(name) && _unchanged.Value[kind - NameKind.Tool].Contains(name);
    }

    /// <summary>The names of a kind for which <see cref="IsListed"/> is true, in no order.</summary>
    public IReadOnlyCollection<string> ListedNames(NameKind kind) => _unchanged.Value[kind - NameKind.Tool].Set;

    /// <summary>The same as <see cref="Normalize(NameKind, string)"/>, without creating a string for a listed name.</summary>
    public string Normalize(NameKind kind, ReadOnlySpan<char> name) =>
        _unchanged.Value[kind - NameKind.Tool].TryGetValue(name, out var listed) ? listed : Normalize(kind, name.ToString());

    /// <summary>By kind, what listed names are normalized to: themselves, or their current names.</summary>
    private FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>[] FindUnchanged() => Array.ConvertAll(
        Enum.GetValues<NameKind>(),
        kind => ListedOf(kind).Concat(_operator.AddedOf(kind)).Select(name => Normalize(kind, name)).Where(name => !IsBucket(name))
            .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>());

    private IEnumerable<string> ListedOf(NameKind kind) => kind switch
    {
        NameKind.Tool => _tools.Concat(_serverTools.Select(tool => tool.ToString())),
        NameKind.Skill => _skills,
        NameKind.McpServer => _servers.Values,
        NameKind.Plugin => _plugins,
        _ => [],
    };

    private string NormalizeTool(string name)
    {
        if (!McpToolName.TryParse(name, out var parts))
        {
            return _tools.Contains(name) ? name : Bucket;
        }

        var server = Normalize(NameKind.McpServer, parts.Server);
        if (server.Length == 0)
        {
            return Bucket;
        }

        // Tools are listed under the server's name at the time.
        var tool = parts with { Server = server };
        var isListed = _serverTools.Contains(tool)
            || _operator.FormerNames(NameKind.McpServer, server).Any(former => _serverTools.Contains(tool with { Server = former }));
        return (isListed ? tool : tool with { Tool = McpToolName.Others }).ToString();
    }

    /// <summary>
    /// A server's key is the user's choice, so case and the kind of dash do not matter; a plugin's server is the same server.
    /// </summary>
    private string NormalizeServer(string name)
    {
        if (_servers.TryGetValue(KeyOf(name), out var server))
        {
            return server;
        }

        return
            name.StartsWith("plugin_", StringComparison.Ordinal)
            && name.Split('_', 3) is [_, var plugin, var own]
            && _plugins.Contains(plugin)
            ? _servers.GetValueOrDefault(KeyOf(own), Bucket)
            : Bucket;
    }

    private static string KeyOf(string server) => server.ToLowerInvariant().Replace('_', '-').Replace('.', '-');

    private static NameList ReadOwn()
    {
        var servers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var server in NameFile.ReadOwn("mcp-servers.txt"))
        {
            servers.TryAdd(KeyOf(server), server);
        }

        return new(
            NameFile.ReadOwn("tools.txt").ToFrozenSet(StringComparer.Ordinal),
            NameFile.ReadOwn("skills.txt").ToFrozenSet(StringComparer.Ordinal),
            NameFile.ReadOwn("plugins.txt").SelectMany(WithAndWithoutMarketplace).ToFrozenSet(StringComparer.Ordinal),
            servers.ToFrozenDictionary(StringComparer.Ordinal),
            NameFile.ReadOwn("mcp-tools.txt").SelectMany(ToolsOf).ToFrozenSet(),
            new(NameFile.ReadOwn("models.txt")),
            OperatorNames.None,
            NameFile.ReadOwn("version.txt").Single());
    }

    private static string[] WithAndWithoutMarketplace(string plugin) =>
        plugin.Split('@') is [var alone, _] ? [plugin, alone] : [plugin];

    private static IEnumerable<McpToolName> ToolsOf(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Skip(1).Select(tool => new McpToolName(words[0], tool));
    }
}

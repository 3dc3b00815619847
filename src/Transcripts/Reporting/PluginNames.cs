namespace ToolTime.Transcripts.Reporting;

/// <summary>
/// Finds the plugin that a skill (`plugin:skill`) or an MCP server (`plugin_name_server` in the names of its tools) is from. Where a
/// plugin's own name ends in the latter is known of the plugins that were seen before; else it is taken to have no underscore.
/// </summary>
internal sealed class PluginNames
{
    private const string Beginning = "plugin_";

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public void Add(string plugin) => _known.Add(plugin);

    public string? OfSkill(string skill)
    {
        if (skill.IndexOf(':') is not (> 0 and var end))
        {
            return null;
        }

        _known.Add(skill[..end]);
        return skill[..end];
    }

    public string? OfMcpServer(string server)
    {
        if (!server.StartsWith(Beginning, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = server[Beginning.Length..];
        return _known.Where(plugin => rest.StartsWith(plugin + "_", StringComparison.Ordinal)).MaxBy(plugin => plugin.Length) is { } known
                ? known
            : rest.IndexOf('_') is > 0 and var end ? rest[..end]
            : null;
    }

    /// <summary>A server's name as its tools have it: the client writes `plugin:name:server`, and its tools `plugin_name_server`.</summary>
    public static string ServerInTools(string server) => server.Replace(':', '_');
}

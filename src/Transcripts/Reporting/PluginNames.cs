namespace ToolTime.Transcripts.Reporting;

/// <summary>
/// Finds the plugin of a skill (`plugin:skill`) or an MCP server (`plugin_name_server` in its tools' names). Where a plugin's own name ends
/// in the latter is known from the plugins seen before; otherwise it is assumed to have no underscore.
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

    /// <summary>A server's name as in its tools' names: the client writes `plugin:name:server`, its tools `plugin_name_server`.</summary>
    public static string ServerInTools(string server) => server.Replace(':', '_');
}

using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Rig;

/// <summary>Reads what clients are set up with, by the user and in projects. Starts nothing and connects to nothing.</summary>
/// <param name="environment">The environment, with the locations of settings.</param>
internal sealed class RigReader(Func<string, string?> environment)
{
    private readonly string _user = AgentHomes.User(environment) ?? "";

    /// <summary>Everything that is set up.</summary>
    /// <param name="projects">The folders of projects to include.</param>
    public IReadOnlyList<RigItem> Read(IReadOnlyCollection<string> projects)
    {
        var folders = projects.Where(Path.IsPathFullyQualified).Where(Directory.Exists).Order(StringComparer.Ordinal).ToList();
        return
        [
            .. ClaudeCode(folders),
            .. Toml(ClientName.Codex, "CODEX_HOME", ".codex", folders),
            .. Json("gemini", null, ".gemini", "settings.json", "mcpServers", folders),
            .. Json("qwen", null, ".qwen", "settings.json", "mcpServers", folders),
            .. Json("copilot", "COPILOT_HOME", ".copilot", "mcp-config.json", "mcpServers", []),
            .. OpenCode(folders),
        ];
    }

    private IEnumerable<RigItem> ClaudeCode(List<string> projects)
    {
        const string client = ClientName.ClaudeCode;
        var isMoved = AgentHomes.Named(environment, "CLAUDE_CONFIG_DIR") is { Count: > 0 };
        var home = isMoved ? AgentHomes.Named(environment, "CLAUDE_CONFIG_DIR")[0] : Path.Combine(_user, ".claude");
        var state = Path.Combine(isMoved ? home : _user, ".claude.json");
        var stored = RigFiles.Json(state);
        foreach (var (name, target) in RigFiles.Servers(stored, "mcpServers"))
        {
            yield return new RigItem(client, "mcp-server", name, "user", state) { Target = target };
        }

        foreach (var item in Extensions(client, home, "user", project: null))
        {
            yield return item;
        }

        var plugins = EnabledPlugins(client, Path.Combine(home, "settings.json"), "user", project: null).ToList();
        foreach (var project in projects)
        {
            var own = Path.Combine(project, ".mcp.json");
            foreach (var (name, target) in RigFiles.Servers(RigFiles.Json(own), "mcpServers"))
            {
                yield return new RigItem(client, "mcp-server", name, "project", own) { Project = project, Target = target };
            }

            foreach (var (name, target) in RigFiles.Servers(stored?.Get("projects").Get(project), "mcpServers"))
            {
                yield return new RigItem(client, "mcp-server", name, "local", state) { Project = project, Target = target };
            }

            foreach (var item in Extensions(client, Path.Combine(project, ".claude"), "project", project))
            {
                yield return item;
            }

            foreach (var file in (string[])["settings.json", "settings.local.json"])
            {
                plugins.AddRange(EnabledPlugins(client, Path.Combine(project, ".claude", file), "project", project));
            }
        }

        var installed = RigFiles.Json(Path.Combine(home, "plugins", "installed_plugins.json"))?.Get("plugins");
        foreach (var plugin in plugins)
        {
            var folder = PluginFolder(plugin, installed);
            yield return plugin with { HasHooks = folder is not null && HasHooks(folder) };
            foreach (var item in folder is null ? [] : PluginParts(plugin, folder))
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<RigItem> EnabledPlugins(string client, string settings, string scope, string? project) =>
        RigFiles.Json(settings) is not { } root
            ? []
            : root.Members("enabledPlugins")
                .Where(plugin => plugin.Value.ValueKind is JsonValueKind.True)
                .Select(plugin => new RigItem(client, "plugin", plugin.Name, scope, settings) { Project = project });

    // An entry is a place, or a list of places, the newest last.
    private static string? PluginFolder(RigItem plugin, JsonElement? installed)
    {
        var entry = installed?.Get(plugin.Name) ?? default;
        var place = entry.ValueKind is JsonValueKind.Array && entry.GetArrayLength() > 0 ? entry[entry.GetArrayLength() - 1] : entry;
        return place.Text("installPath") is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;
    }

    private static bool HasHooks(string folder) =>
        File.Exists(Path.Combine(folder, "hooks", "hooks.json"))
        || RigFiles.Json(Path.Combine(folder, ".claude-plugin", "plugin.json"))?.Get("hooks").ValueKind
            is JsonValueKind.Object
                or JsonValueKind.Array
                or JsonValueKind.String;

    private static IEnumerable<RigItem> PluginParts(RigItem plugin, string folder)
    {
        foreach (var file in (string[])[Path.Combine(folder, ".claude-plugin", "plugin.json"), Path.Combine(folder, ".mcp.json")])
        {
            var root = RigFiles.Json(file);
            // A root file may contain the servers without an enclosing member.
            var servers = RigFiles.Servers(root, "mcpServers").ToList();
            foreach (var (name, target) in servers)
            {
                yield return new RigItem(plugin.Client, "mcp-server", name, "plugin", file)
                {
                    Plugin = plugin.Name,
                    Project = plugin.Project,
                    Target = target,
                };
            }
        }

        foreach (var item in Extensions(plugin.Client, folder, "plugin", plugin.Project))
        {
            yield return item with
            {
                Plugin = plugin.Name,
            };
        }
    }

    private static IEnumerable<RigItem> Extensions(string client, string folder, string scope, string? project) =>
        RigFiles
            .Skills(Path.Combine(folder, "skills"))
            .Select(skill => (Kind: "skill", Item: skill))
            .Concat(RigFiles.Agents(Path.Combine(folder, "agents")).Select(agent => (Kind: "agent", Item: agent)))
            .Select(found => new RigItem(client, found.Kind, found.Item.Name, scope, found.Item.Path)
            {
                Project = project,
                ListedTokens = found.Item.Tokens,
            });

    private IEnumerable<RigItem> Toml(string client, string variable, string folder, List<string> projects)
    {
        var home = environment(variable) is { Length: > 0 } named ? named : Path.Combine(_user, folder);
        foreach (var (place, scope, project) in Places(home, folder, projects))
        {
            var file = Path.Combine(place, "config.toml");
            foreach (var (name, target) in RigFiles.TomlServers(file))
            {
                yield return new RigItem(client, "mcp-server", name, scope, file) { Project = project, Target = target };
            }

            foreach (var item in Extensions(client, place, scope, project).Where(item => item.Kind is "skill"))
            {
                yield return item;
            }
        }
    }

    private IEnumerable<RigItem> Json(string client, string? variable, string folder, string name, string member, List<string> projects)
    {
        var home = variable is not null && environment(variable) is { Length: > 0 } named ? named : Path.Combine(_user, folder);
        foreach (var (place, scope, project) in Places(home, folder, projects))
        {
            var file = Path.Combine(place, name);
            foreach (var (server, target) in RigFiles.Servers(RigFiles.Json(file), member))
            {
                yield return new RigItem(client, "mcp-server", server, scope, file) { Project = project, Target = target };
            }
        }
    }

    private IEnumerable<RigItem> OpenCode(List<string> projects)
    {
        var settings = environment("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(_user, ".config");
        foreach (var (place, scope, project) in Places(Path.Combine(settings, "opencode"), "", projects))
        {
            foreach (var file in (string[])[Path.Combine(place, "opencode.json"), Path.Combine(place, "opencode.jsonc")])
            {
                foreach (var (server, target) in RigFiles.Servers(RigFiles.Json(file), "mcp"))
                {
                    yield return new RigItem("opencode", "mcp-server", server, scope, file) { Project = project, Target = target };
                }
            }
        }
    }

    private static IEnumerable<(string Place, string Scope, string? Project)> Places(string home, string folder, List<string> projects) =>
        projects.Select(project => (Path.Combine(project, folder), "project", (string?)project)).Prepend((home, "user", null));
}

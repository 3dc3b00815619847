using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Rig;

namespace ToolTime.Monitor.Tests.Insights;

/// <summary>What is set up, and how much of it was used.</summary>
public sealed class RigTests : IDisposable
{
    private static readonly string[] Deferred = ["Bash", "mcp__db__query", "mcp__db__list_all_of_the_tables"];

    private readonly Conversation _talk = new();

    public void Dispose() => _talk.Dispose();

    [Fact]
    public void Unused_ServersOfTenSessions_AreFoundWithTheirTokens()
    {
        Write(
            ".claude.json",
            """{"mcpServers":{"db":{"command":"db-server"},"used":{"command":"u"}},"projects":{"PROJECT":{"mcpServers":{"local one":{"url":"https://x.example"}}}}}"""
        );
        Write("shop/.mcp.json", """{"mcpServers":{"shared":{"command":"s"},"off":{"command":"o","disabled":true}}}""");
        Talk(10, () => _talk.Call("mcp__used__ask", new { text = "a" }));
        _talk.Add(new() { ["type"] = "attachment", ["attachment"] = new { type = "deferred_tools_delta", addedNames = Deferred } });

        var insight = Assert.Single(_talk.Insights());
        Assert.Equal(("rig.unused", "claude-code mcp-server"), (insight.Kind, insight.Subject));
        Assert.Equal([3.0, 10, 12, 1], insight.Figures.Select(figure => figure.Value));
        Assert.Equal(
            ["db (user)", "local one (local)", "shared (project)"],
            insight.Evidence.Select(evidence => evidence.What[..(evidence.What.IndexOf(')') + 1)])
        );
        Assert.EndsWith(": 0 of 10 sessions, 12 tokens", insight.Evidence[0].What, StringComparison.Ordinal);
        Assert.EndsWith(", tokens unknown", insight.Evidence[1].What, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LinesWithSpacesAndTheTypeLast_AreCounted()
    {
        Write(
            "t.jsonl",
            """
            {"shape": {"tools": [{"name": "mcp__db__query"}]}, "type": "api-request-shape"}
            {"attachment": {"addedNames": ["mcp__days__list"], "type": "deferred_tools_delta"}, "type": "attachment"}
            """
        );
        var share = ContextShare.Read([Path.Combine(_talk.Home, "t.jsonl")]);
        Assert.Equal((7, 4), (share.Tokens("mcp-server", "db"), share.Tokens("mcp-server", "days")));
    }

    [Fact]
    public void Unused_ServersOfUnknownSize_HaveNoTokens()
    {
        Write(".claude.json", """{"mcpServers":{"db":{"command":"db-server"}}}""");
        Talk(10, () => _talk.Bash("ls"));

        Assert.Equal(["unused MCP servers", "sessions"], Assert.Single(_talk.Insights()).Figures.Select(figure => figure.Name));
    }

    [Fact]
    public void Unused_FewSessions_AreNotFound()
    {
        Write(".claude.json", """{"mcpServers":{"db":{"command":"db-server"}}}""");
        Talk(9, () => _talk.Bash("ls"));

        Assert.Empty(_talk.Insights());
    }

    [Fact]
    public void Unused_PluginWithItsParts_IsFoundAsOne()
    {
        Write(".claude/settings.json", """{"enabledPlugins":{"helper@market":true,"quiet@market":false}}""");
        Write(
            ".claude/plugins/installed_plugins.json",
            """{"version":2,"plugins":{"helper@market":[{"installPath":"HOME/cache/helper"}]}}"""
        );
        Write("cache/helper/.claude-plugin/plugin.json", """{"name":"helper","mcpServers":{"srv":{"command":"s"}}}""");
        Write("cache/helper/skills/greet/SKILL.md", "---\nname: greet\ndescription: Says hello to whoever comes in.\n---\nSay hello.\n");
        Talk(10, () => _talk.Bash("ls"));

        var insight = Assert.Single(_talk.Insights());
        Assert.Equal(("rig.unused", "claude-code plugin"), (insight.Kind, insight.Subject));
        Assert.StartsWith("helper@market (user)", Assert.Single(insight.Evidence).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mcp__plugin_helper_srv__ask", null)]
    [InlineData("Skill", "helper:greet")]
    public void Unused_PluginOfWhichAPartIsUsed_IsNotFound(string tool, string? skill)
    {
        Unused_PluginWithItsParts_IsFoundAsOne();
        _talk.Call(tool, new { skill });

        Assert.Empty(_talk.Insights());
    }

    [Fact]
    public void Unused_SkillThatTheUserTypes_IsNotFound()
    {
        Write(".claude/skills/greet/SKILL.md", "---\nname: greet\ndescription: Says hello to whoever comes in.\n---\nSay hello.\n");
        Talk(
            10,
            () =>
            {
                _talk.Say("<command-message>greet</command-message>\n<command-name>/greet</command-name>");
                _talk.Bash("ls");
            }
        );

        Assert.Empty(_talk.Insights());
        var use = Assert.Single(_talk.Document().Rig.Uses);
        Assert.Equal((10, 10, 10), (use.Sessions, use.UsedIn, use.Calls));
    }

    [Theory]
    [InlineData("cache/helper/hooks/hooks.json", "{}", "{\"name\":\"helper\"}")]
    [InlineData("cache/helper/README.md", "", "{\"name\":\"helper\",\"hooks\":{\"Stop\":[]}}")]
    public void Unused_PluginWithHooks_IsNotFound(string file, string content, string manifest)
    {
        Write(".claude/settings.json", """{"enabledPlugins":{"helper@market":true}}""");
        Write(".claude/plugins/installed_plugins.json", """{"version":2,"plugins":{"helper@market":{"installPath":"HOME/cache/helper"}}}""");
        Write("cache/helper/.claude-plugin/plugin.json", manifest);
        Write(file, content);
        Talk(10, () => _talk.Bash("ls"));

        Assert.Empty(_talk.Insights());
    }

    [Fact]
    public void Unused_SkillsAndCodexServers_AreFoundByClient()
    {
        Write(".claude/skills/greet/SKILL.md", "---\nname: greet\ndescription: Says hello to whoever comes in.\n---\nSay hello.\n");
        Write(".codex/config.toml", "model = \"gpt-6\"\n[mcp_servers.db]\ncommand = \"db\"\n[mcp_servers.off]\nenabled = false\n");
        Talk(10, () => _talk.Bash("ls"));

        // No session of Codex had its server.
        var insight = Assert.Single(_talk.Insights());
        Assert.Equal("claude-code skill", insight.Subject);
        Assert.Contains("about 13 tokens", insight.Evidence[0].What, StringComparison.Ordinal);
        Assert.Equal(["db", "greet"], _talk.Document().Rig.Uses.Select(use => use.Item.Name).Order());
    }

    [Fact]
    public void Duplicates_OfTwoScopesOrOneTarget_AreFound()
    {
        Write(".claude.json", """{"mcpServers":{"db":{"command":"db-server"},"database":{"command":"db-server"},"x":{"command":"x"}}}""");
        Write("shop/.mcp.json", """{"mcpServers":{"x":{"command":"another"}}}""");
        Talk(1, () => _talk.Bash("ls"));

        var found = _talk.Insights();
        Assert.Equal(["rig.duplicate", "rig.duplicate"], found.Select(insight => insight.Kind));
        Assert.Equal(["db (user)", "database (user)"], found[0].Evidence.Select(Short));
        Assert.Equal(["x (user)", "x (project)"], found[1].Evidence.Select(Short));

        static string Short(InsightEvidence evidence) => evidence.What[..evidence.What.IndexOf(" in ", StringComparison.Ordinal)];
    }

    [Fact]
    public void Settings_ThatAreBroken_HoldNothing()
    {
        Write(".claude.json", "{");
        Write(".gemini/settings.json", "[]");
        Write(".codex/config.toml", "[mcp_servers");
        Talk(10, () => _talk.Bash("ls"));

        Assert.Empty(_talk.Document().Rig.Uses);
    }

    private void Talk(int sessions, Action call)
    {
        for (var i = 0; i < sessions; i++)
        {
            _talk.In($"s{i}");
            call();
        }
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_talk.Home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(
            file,
            text.Replace("PROJECT", _talk.Project, StringComparison.Ordinal).Replace("HOME", _talk.Home, StringComparison.Ordinal)
        );
    }
}

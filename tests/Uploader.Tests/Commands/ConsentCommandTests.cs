using System.Text.Json;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>`tooltime consent`: kinds that were not agreed to stay on the machine.</summary>
public sealed class ConsentCommandTests
{
    private const string Taken = LoopbackServer.Accepted;

    [Theory]
    [InlineData("tools", "Bash", "", "", "", "")]
    [InlineData("tools,mcp-servers", "Bash,mcp__github__create_issue", "", "github", "", "")]
    [InlineData("mcp-servers, models", "", "", "github", "", "claude-opus-4-8")]
    [InlineData("skills,plugins", "", "commit", "", "commit-commands@claude-plugins-official", "")]
    [InlineData("plugins", "", "", "", "commit-commands@claude-plugins-official", "")]
    public void Only_SomeKinds_SendsThese(string only, string tools, string skills, string mcpServers, string plugins, string models)
    {
        using var server = new LoopbackServer(Taken);
        using var test = Sharing(server);
        Assert.Equal(0, test.Run("consent", "--only", only).ExitCode);
        Work(test);
        test.Run("share", "now");

        var day = Assert.Single(Days(Assert.Single(server.Requests)));
        Assert.Equal(tools, Names(day, "tools"));
        Assert.Equal(skills, Names(day, "skills"));
        Assert.Equal(mcpServers, Names(day, "mcp_servers"));
        Assert.Equal(plugins, string.Join(",", day.GetProperty("plugins").EnumerateArray().Select(plugin => plugin.GetString())));
        Assert.Equal(models, Names(day, "models"));
    }

    [Theory]
    [InlineData("skills,mcp-servers,tools", "", "", "")]
    [InlineData("skills,mcp-servers,tools,plugins", "agent-teams:parallel-debugging", "custom", "custom")]
    public void Only_NamesThatNameAPlugin_NeedPluginsToo(string only, string skills, string mcpServers, string tools)
    {
        using var server = new LoopbackServer(Taken);
        using var test = Sharing(server);
        test.Run("consent", "--only", only);
        test.HookAll(
            [
                """{"hook_event_name":"UserPromptExpansion","session_id":"s","command_name":"agent-teams:parallel-debugging","command_source":"plugin"}""",
                """{"hook_event_name":"UserPromptExpansion","session_id":"s","command_name":"commit","command_source":"user"}""",
                Call("mcp__plugin_acme_db__query", "c"),
            ]
        );
        test.Run("share", "now");
        var day = Assert.Single(Days(Assert.Single(server.Requests)));
        Assert.Equal(string.Join(",", ((string[])[skills, "commit"]).Where(name => name.Length > 0)), Names(day, "skills"));
        Assert.Equal((mcpServers, tools), (Names(day, "mcp_servers"), Names(day, "tools")));
    }

    /// <summary>How long calls ran, and who started a skill, are kinds of their own.</summary>
    [Theory]
    [InlineData(3, null, 120, 1)]
    [InlineData(3, "tools,skills,mcp-servers,plugins,models", null, null)]
    [InlineData(3, "tools,skills,mcp-servers,plugins,durations", 120, null)]
    [InlineData(3, "skills,plugins,typed-skills", null, 1)]
    [InlineData(2, null, null, null)]
    public void Share_DurationsAndTypedSkills_NeedConsentThatNamesThem(int version, string? only, int? medianMs, int? byUser)
    {
        using var server = new LoopbackServer(Taken);
        using var test = Sharing(server);
        if (only is not null)
        {
            test.Run("consent", "--only", only);
        }

        Agree(test, version);
        test.HookAll(
            [
                .. ((int[])[100, 120, 4_000]).Select(ms => Call("mcp__github__create_issue", $"{ms}").Replace("}", $",\"duration_ms\":{ms}}}", StringComparison.Ordinal)),
                """{"hook_event_name":"UserPromptExpansion","session_id":"s","command_name":"commit","command_source":"plugin"}""",
                """{"hook_event_name":"PostToolUse","session_id":"t","tool_name":"Skill","tool_use_id":"u","tool_input":{"skill":"commit"}}""",
            ]
        );
        test.Run("share", "now");

        var day = Assert.Single(Days(Assert.Single(server.Requests)));
        var skill = day.GetProperty("skills").GetProperty("commit");
        Assert.Equal(byUser, Optional(skill, "by_user"));
        Assert.Equal(2, skill.ValueKind is JsonValueKind.Object ? skill.GetProperty("calls").GetInt32() : skill.GetInt32());
        foreach (var (kind, name) in (ReadOnlySpan<(string, string)>)[("tools", "mcp__github__create_issue"), ("mcp_servers", "github")])
        {
            if (!day.GetProperty(kind).TryGetProperty(name, out var count))
            {
                Assert.Null(medianMs);
                continue;
            }

            Assert.Equal((medianMs, medianMs is null ? null : 3), (Optional(count, "median_ms"), Optional(count, "timed_calls")));
        }
    }

    [Fact]
    public void On_AfterConsentToTheVersionBefore_AsksForWhatIsNew()
    {
        using var server = new LoopbackServer(Taken);
        using var test = Sharing(server);
        Agree(test, version: 2);
        Assert.Contains("version 3 asks for more", test.Run("share", "status").Output, StringComparison.Ordinal);
        Assert.Contains("kinds: tools, skills, mcp-servers, plugins, models\n", test.Run("consent").Output, StringComparison.Ordinal);

        var asked = test.Run("share", "on");
        Assert.Equal(4, asked.ExitCode);
        Assert.Contains("Version 3 also shares how long tools ran", asked.Messages, StringComparison.Ordinal);
        Assert.StartsWith("sharing: on, agreed to version 2", test.Run("share", "status").Output, StringComparison.Ordinal);

        Assert.Equal(0, test.Run("share", "on", "--yes").ExitCode);
        Assert.Contains("plugins, models, durations, typed-skills\n", test.Run("consent").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config", "set", "shared_kinds", "default")]
    [InlineData("consent", "--only", "tools,durations")]
    [InlineData("share", "delete-me", "--yes")]
    public void Settings_UnderConsentToTheVersionBefore_DoNotRaiseIt(params string[] arguments)
    {
        using var server = new LoopbackServer(Taken, Taken);
        using var test = Sharing(server);
        Agree(test, version: 2);
        Work(test);
        test.Run("share", "now");
        test.Run(arguments);
        Assert.StartsWith("sharing: on, agreed to version 2", test.Run("share", "status").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("durations", test.Run("share", "status").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void On_AfterConsentToTheVersionBefore_SharesWhatIsNewFromTheNextDayOn()
    {
        using var server = new LoopbackServer(Taken);
        using var test = Sharing(server);
        Agree(test, version: 2);
        test.HookAll([Call("Bash", "a").Replace("}", ",\"duration_ms\":7}", StringComparison.Ordinal)]);
        test.SetClock("2026-11-20T18:00:00Z");
        test.Run("share", "on", "--yes");
        test.HookAll([Call("Bash", "b").Replace("}", ",\"duration_ms\":7}", StringComparison.Ordinal)]);
        test.SetClock("2026-11-21T10:00:00Z");
        test.HookAll([Call("Bash", "c").Replace("}", ",\"duration_ms\":7}", StringComparison.Ordinal)]);
        test.Run("share", "now");

        var bash = Days(Assert.Single(server.Requests)).Select(day => day.GetProperty("tools").GetProperty("Bash")).ToList();
        Assert.Equal(
            [(2, null), (1, 7)],
            bash.Select(count => (count.GetProperty("calls").GetInt32(), Optional(count, "median_ms")))
        );
    }

    [Fact]
    public void Only_NothingOfItWasUsed_SendsNothing()
    {
        using var server = new LoopbackServer(Taken);
        using var test = Sharing(server);
        test.Run("consent", "--only", "skills");
        test.HookAll([Call("Bash", "a")]);
        Assert.Equal(3, test.Run("share", "now").ExitCode);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Only_FewerKindsLater_ReplacesWhatWasSentOfTheLastDays()
    {
        using var server = new LoopbackServer(Taken, Taken);
        using var test = Sharing(server);
        Work(test);
        test.Run("share", "now");
        test.Run("consent", "--only", "tools");
        test.Run("share", "now");
        Assert.Equal(["Bash,mcp__github__create_issue", "Bash"], server.Requests.Select(request => Names(Days(request).Single(), "tools")));
        Assert.True(Revision(server.Requests.Last()) > Revision(server.Requests.First()));
    }

    [Fact]
    public void Only_MoreKindsLater_SendsThemFromThatMomentOn()
    {
        using var server = new LoopbackServer(Taken);
        using var test = Sharing(server);
        test.Run("consent", "--only", "tools");
        Work(test);
        test.SetClock("2026-11-20T11:00:00Z");
        test.Run("consent", "--only", "tools,mcp-servers");
        test.HookAll([Call("mcp__github__create_issue", "later")]);
        test.Run("share", "now");

        var day = Assert.Single(Days(Assert.Single(server.Requests)));
        Assert.Equal("mcp__github__create_issue", Names(day, "tools"));
        Assert.Equal(1, day.GetProperty("mcp_servers").GetProperty("github").GetProperty("calls").GetInt32());
    }

    [Fact]
    public void Only_BeforeSharing_IsShownBeforeItIsAgreedToAndKeptOverVersions()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        Assert.EndsWith(
            "kinds: tools\nsharing: off; `tooltime share on` turns it on\n",
            test.Run("consent", "--only", "tools").Output,
            StringComparison.Ordinal
        );
        Assert.Contains("You chose these kinds: tools. The rest stays on this machine.", test.Run("share", "on", "--yes").Messages, StringComparison.Ordinal);

        var config = JsonNode.Parse(File.ReadAllText(test.Config))!;
        config["consent_version"] = 1;
        File.WriteAllText(test.Config, config.ToJsonString());
        Assert.Contains("kinds: tools\n", test.Run("share", "status").Output, StringComparison.Ordinal);
        test.Run("share", "on", "--yes");
        using var status = JsonDocument.Parse(test.Run("share", "status", "--json").Output);
        Assert.Equal("on", status.RootElement.GetProperty("sharing").GetString());
        Assert.Equal("tools", Assert.Single(status.RootElement.GetProperty("shared_kinds").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("tools,prompts")]
    [InlineData(",")]
    [InlineData("")]
    public void Only_UnknownKind_SaysWhichThereAre(string only)
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        var result = test.Run("consent", "--only", only);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("tools, skills, mcp-servers, plugins, models", result.Messages, StringComparison.Ordinal);
        Assert.False(File.Exists(test.Config));
    }

    [Theory]
    [InlineData("\"tools\"")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("{}")]
    public void SharedKinds_ThatCannotBeRead_ShareNothing(string kinds)
    {
        using var server = new LoopbackServer(Taken);
        using var test = Sharing(server);
        Work(test);
        var config = JsonNode.Parse(File.ReadAllText(test.Config))!;
        config["shared_kinds"] = JsonNode.Parse(kinds);
        File.WriteAllText(test.Config, config.ToJsonString());
        var result = test.Run("share", "now");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("shared_kinds", result.Messages, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private static int? Optional(JsonElement counts, string name) =>
        counts.ValueKind is JsonValueKind.Object && counts.TryGetProperty(name, out var count) ? count.GetInt32() : null;

    private static void Agree(TestHome test, int version)
    {
        var config = JsonNode.Parse(File.ReadAllText(test.Config))!;
        config["consent_version"] = version;
        File.WriteAllText(test.Config, config.ToJsonString());
    }

    private static TestHome Sharing(LoopbackServer server)
    {
        var test = new TestHome("2026-11-20T10:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        Directory.CreateDirectory(Path.Combine(test.User, ".claude"));
        File.WriteAllText(
            Path.Combine(test.User, ".claude", "settings.json"),
            """{"enabledPlugins":{"commit-commands@claude-plugins-official":true}}"""
        );
        test.Run("share", "on", "--yes");
        return test;
    }

    private static void Work(TestHome test) =>
        test.HookAll(
            [
                """{"hook_event_name":"SessionStart","session_id":"s","model":"claude-opus-4-8"}""",
                Call("Bash", "a"),
                Call("mcp__github__create_issue", "b"),
                """{"hook_event_name":"UserPromptExpansion","session_id":"s","command_name":"commit","command_source":"plugin"}""",
            ]
        );

    private static string Call(string tool, string id) =>
        $$"""{"hook_event_name":"PostToolUse","session_id":"s","tool_name":"{{tool}}","tool_use_id":"{{id}}"}""";

    private static JsonElement.ArrayEnumerator Days(ReceivedRequest request) =>
        JsonDocument.Parse(request.Body).RootElement.GetProperty("days").EnumerateArray();

    private static long Revision(ReceivedRequest request) => Days(request).Single().GetProperty("revision").GetInt64();

    private static string Names(JsonElement day, string kind) =>
        string.Join(",", day.GetProperty(kind).EnumerateObject().Select(name => name.Name));
}

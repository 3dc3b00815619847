using System.Text.Json.Nodes;
using ToolTime.Uploader.Connecting;
using ToolTime.Transcripts.Tests;

namespace ToolTime.Uploader.Tests.Doctor;

/// <summary>What `tooltime doctor` finds, as a process.</summary>
public sealed class DoctorTests : IDisposable
{
    private const string Recording = "fixtures/recordings/claude-code-2.1.332/claude/projects";

    private readonly TestHome _test = new("2026-12-01T10:00:00Z");

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Doctor_NothingThere_SaysWhereToLook()
    {
        var result = _test.Run("doctor");
        Assert.Equal((0, ""), (result.ExitCode, result.Messages));
        Assert.StartsWith("warning  transcripts: There are no agents' transcripts on this machine.\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("ok       hooks_claude-code: No hooks are connected", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_RecordingOfARealClient_HasItsTotals()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, Recording), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Projects, Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, Recording), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var checks = Look(exitCode: 0);
        Assert.Equal("ok", State(checks, "skipped"));
        Assert.Equal("ok", State(checks, "client_cost"));
        Assert.Matches("^[1-9][0-9]* pairs? of session and model cost", Found(checks, "client_cost"));
    }

    [Fact]
    public void Doctor_OneSession_IsSingular()
    {
        Write(Lines.Response("1"));
        Assert.Equal("Counted by transcripts (1 session).", Found(Look(exitCode: 0), "recorders"));
    }

    [Fact]
    public void Doctor_HomeThatIsAFile_IsAFault()
    {
        File.WriteAllText(_test.Home, "");
        var checks = Look(exitCode: 1);
        Assert.Equal("fault", State(checks, "hooks_home"));
        Assert.Equal(
            $"Hooks cannot record to {_test.Home}. A file is where a folder should be: {_test.Home}",
            Found(checks, "hooks_home")
        );
    }

    [Theory]
    [InlineData("security", "security.json", null)]
    [InlineData("prices", "prices.json", "{")]
    public void Doctor_FileThatCannotBeRead_IsAFaultAndEndsNoOtherCheck(string check, string name, string? content)
    {
        var path = Path.Combine(_test.Home, name);
        Directory.CreateDirectory(content is null ? path : _test.Home);
        if (content is not null)
        {
            File.WriteAllText(path, content);
        }

        var checks = Look(exitCode: 1);
        Assert.Contains(path, Found(checks, check), StringComparison.Ordinal);
        Assert.Equal([check], checks.Where(one => (string?)one!["state"] is "fault").Select(one => (string?)one!["check"]));
        Assert.Equal("ok", State(checks, "hooks_home"));
    }

    [Theory]
    [InlineData("""{"hooks":{"PreToolUse":[{"matcher":{"type":"always"},"hooks":[]}]}}""", "`hooks.PreToolUse`, item 1, must have a string as `matcher`")]
    [InlineData("""{"hooks":{"Stop":[{"hooks":[]},{"type":"command","command":"x"}]}}""", "`hooks.Stop`, item 2, must have an array `hooks`")]
    [InlineData("""{"hooks":{"PostCompact":["x"]}}""", "`hooks.PostCompact`, item 1, must have an array `hooks`")]
    [InlineData("""{"hooks":{"_note":"x"}}""", "`hooks._note` must be an array")]
    [InlineData("{\n\n/* mine */}", "line 3 has a comment or a comma that JSON does not allow")]
    [InlineData("{\"model\":\"opus\",\n}", "line 2 has a comment or a comma that JSON does not allow")]
    [InlineData("\uFEFF{}", null)]
    [InlineData("""{"hooks":{"PreToolUse":[{"matcher":"","hooks":[],"name":"x"}]}}""", null)]
    public void Doctor_HooksThatClaudeCodeDoesNotAccept_AreAWarning(string settings, string? member)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Settings)!);
        File.WriteAllText(Settings, settings);
        Assert.Equal(member is not null, _test.Run("connect", "--user").Messages.Contains($"{Settings}: {member}", StringComparison.Ordinal));
        var checks = Look(exitCode: 0);
        Assert.Equal(member is null ? "ok" : "warning", State(checks, "hooks_claude-code"));
        Assert.Contains(member ?? "Connected", Found(checks, "hooks_claude-code"), StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_HooksThatCodexDoesNotTrust_AreAWarning()
    {
        _test.Run("connect", "--user", "--agent", "codex");
        var hooks = Path.Combine(_test.User, ".codex", "hooks.json");
        var config = Path.Combine(_test.User, ".codex", "config.toml");
        Assert.StartsWith("Codex does not run the hooks for PostToolUse, PreToolUse, SessionEnd,", Found(Look(exitCode: 0), "hooks_codex"), StringComparison.Ordinal);

        string[] events = ["session_start", "session_end", "user_prompt_submit", "pre_tool_use", "post_tool_use", "subagent_stop", "stop"];
        var trusted = string.Concat(events.Select(name => $"[hooks.state.\"{hooks}:{name}:0:0\"]\ntrusted_hash = \"sha256:00\"\n\n"));
        File.WriteAllText(config, trusted);
        Assert.Equal("ok", State(Look(exitCode: 0), "hooks_codex"));

        File.WriteAllText(config, trusted + "enabled = false\n");
        Assert.StartsWith("Codex does not run the hooks for Stop:", Found(Look(exitCode: 0), "hooks_codex"), StringComparison.Ordinal);
    }

    /// <summary>A sign in a quoted name begins no comment.</summary>
    [Fact]
    public void Settings_NameWithTheSignOfAComment_IsReadWhole()
    {
        var config = Path.Combine(_test.User, "config.toml");
        File.WriteAllText(config, "[hooks.state.\"/srv/c#/hooks.json:stop:0:0\"] # ours\ntrusted_hash = \"a\" # b\n");
        Assert.Equal(("hooks.state./srv/c#/hooks.json:stop:0:0.trusted_hash", "\"a\""), Assert.Single(CodexConfig.Read(config)));
    }

    [Fact]
    public void Doctor_RelativeHome_IsAWarning()
    {
        _test.Environment["TOOLTIME_HOME"] = "below";
        var checks = Look(exitCode: 0);
        Assert.Equal("warning", State(checks, "hooks_home"));
        Assert.StartsWith("TOOLTIME_HOME is below, so hooks record", Found(checks, "hooks_home"), StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_VariableThatNamesAFolderThatIsGone_IsAWarning()
    {
        Assert.Equal("ok", State(Look(exitCode: 0), "agent_folders"));
        _test.Environment["CODEX_HOME"] = Path.Combine(_test.User, "gone");
        var checks = Look(exitCode: 0);
        Assert.Equal("warning", State(checks, "agent_folders"));
        Assert.StartsWith($"{_test.User}/gone, named by CODEX_HOME, does not exist", Found(checks, "agent_folders"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "env": { "TOOLTIME_HOME": "/elsewhere" } }""", 1, "fault")]
    [InlineData("""{ "env": { "XDG_DATA_HOME": "/elsewhere" } }""", 0, "ok")]
    [InlineData("""{ "env": { "TOOLTIME_HOME": 1 } }""", 0, "ok")]
    [InlineData("""{ "env": [] }""", 0, "ok")]
    public void Doctor_SettingsThatRecordElsewhere_AreAFault(string settings, int exitCode, string state)
    {
        Directory.CreateDirectory(Path.Combine(_test.User, ".claude"));
        File.WriteAllText(Path.Combine(_test.User, ".claude", "settings.json"), settings);
        var checks = Look(exitCode);
        Assert.Equal(state, State(checks, "hooks_home"));
        Assert.Equal(state is "fault", Found(checks, "hooks_home").Contains("record to /elsewhere, but this command reads", StringComparison.Ordinal));
    }

    [Fact]
    public void Doctor_SettingsThatNameTheSameHome_AreFine()
    {
        Directory.CreateDirectory(Path.Combine(_test.User, ".claude"));
        File.WriteAllText(Path.Combine(_test.User, ".claude", "settings.json"), $$"""{ "env": { "TOOLTIME_HOME": "{{_test.Home}}/" } }""");
        Assert.Equal("ok", State(Look(exitCode: 0), "hooks_home"));
    }

    [Fact]
    public void Doctor_HooksThatRunAnotherProgram_AreAWarning()
    {
        _test.Run("connect", "--user");
        Assert.Equal("ok", State(Look(exitCode: 0), "hooks_program"));
        var other = Path.Combine(_test.User, "tooltime");
        File.Copy("/bin/true", other);
        var settings = Path.Combine(_test.User, ".claude", "settings.json");
        File.WriteAllText(
            settings,
            $$"""{ "hooks": { "Stop": [ { "hooks": [ { "type": "command", "command": "'{{other}}' hook" } ] } ] } }"""
        );
        var checks = Look(exitCode: 0);
        Assert.Equal("warning", State(checks, "hooks_program"));
        Assert.Contains($"run {other}, but this is", Found(checks, "hooks_program"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.000175, 15, "ok")]
    [InlineData(0.000170, 15, "warning")]
    [InlineData(0.9, 15, "warning")]
    [InlineData(0.9, 16, "ok")]
    public void Doctor_CostsOfTheClient_AreComparedWhereTokensAreTheSame(double dollars, int tokens, string state)
    {
        Write(
            Lines.Response("1"),
            $$$"""{"type":"cost-state","sessionId":"s","modelUsage":{"claude-opus-4-6":{"inputTokens":{{{tokens - 5}}},"outputTokens":5,"costUSD":{{{dollars}}}}},"hasUnknownModelCost":false}"""
        );
        Assert.Equal(state, State(Look(exitCode: 0), "client_cost"));
    }

    [Fact]
    public void Doctor_MostOfTheClientsTokensMissing_IsAWarning()
    {
        const string cost =
            """{"type":"cost-state","sessionId":"s","modelUsage":{"claude-opus-4-6":{"inputTokens":26,"outputTokens":5,"costUSD":0.9}}}""";
        Write(Lines.Response("1"), cost);
        var checks = Look(exitCode: 0);
        Assert.Equal("warning", State(checks, "client_cost"));
        Assert.Equal("Claude Code counted 31 tokens in 1 session, and ToolTime only 15.", Found(checks, "client_cost"));
    }

    [Fact]
    public void Doctor_TranscriptsOfWhichNothingIsCounted_AreAWarning()
    {
        Write(Lines.Response("1"));
        foreach (var name in (string[])["a", "b", "c"])
        {
            var file = Path.Combine(_test.User, ".codex", "sessions", "2026", "11", "30", $"rollout-2026-11-30T10-00-00-{name}.jsonl");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, """{"timestamp":"2026-11-30T10:00:00.000Z","type":"answer","payload":{"usage":1}}""" + "\n");
        }

        var checks = Look(exitCode: 0);
        Assert.Equal("warning", State(checks, "transcripts"));
        Assert.Equal("Nothing in the transcripts of codex is counted.", Found(checks, "transcripts"));
    }

    [Fact]
    public void Doctor_ModelPricedByTheClientsTotal_SaysNothingOfOurPrices()
    {
        Write(
            Lines.Response("1", model: "made-up"),
            """{"type":"cost-state","sessionId":"s","modelUsage":{"made-up":{"inputTokens":10,"outputTokens":5,"costUSD":0.9}}}"""
        );
        Assert.StartsWith("No session's own cost can be compared", Found(Look(exitCode: 0), "client_cost"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"assistant","timestamp":"2026-11-10T10:00:00.000Z","message":{"id":"m","model":"claude-opus-4-6","usage":"much"}}""", 1, "fault")]
    [InlineData("""{"type":"assistant","timestamp":"2026-11-10T10:""", 0, "warning")]
    [InlineData("""{"type":"note","text":"usage is high"}""", 0, "ok")]
    public void Doctor_LinesThatWereSkipped_AreAFaultWhereUsageIsLost(string line, int exitCode, string state)
    {
        Write(Lines.Response("1"), line, Lines.Response("2"));
        Assert.Equal(state, State(Look(exitCode), "skipped"));
    }

    [Fact]
    public void Doctor_ModelWithoutAPrice_IsNamed()
    {
        Write(Lines.Response("1", model: "made-up"));
        var checks = Look(exitCode: 0);
        Assert.Equal("warning", State(checks, "unpriced"));
        Assert.Contains("made-up", Found(checks, "unpriced"), StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_SettingsThatMayNotBeWrittenOrLeadNowhere_EndNoOtherCheck()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _test.Run("connect", "--user");
        var settings = Path.Combine(_test.User, ".claude", "settings.json");
        File.SetUnixFileMode(settings, UnixFileMode.UserRead);
        Assert.StartsWith("Connected in", Found(Look(exitCode: 0), "hooks_claude-code"), StringComparison.Ordinal);

        File.Delete(settings);
        File.CreateSymbolicLink(settings, Path.Combine(_test.User, "gone.json"));
        Assert.EndsWith("cannot be read as settings.", Found(Look(exitCode: 1), "hooks_claude-code"), StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_HooksOfAnOlderVersion_AreSaid()
    {
        _test.Run("connect", "--user");
        Assert.Equal("ok", State(Look(exitCode: 0), "hooks_claude-code"));
        var path = Path.Combine(_test.User, ".claude", "settings.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("UserPromptExpansion", "Another", StringComparison.Ordinal));
        var checks = Look(exitCode: 0);
        Assert.Equal("warning", State(checks, "hooks_claude-code"));
        Assert.Contains("UserPromptExpansion", Found(checks, "hooks_claude-code"), StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_PluginAndHooks_AreTwoRecorders()
    {
        _test.Run("connect", "--user");
        var path = Path.Combine(_test.User, ".claude", "settings.json");
        File.WriteAllText(path, """{"enabledPlugins":{"tooltime@tooltime":true},""" + File.ReadAllText(path).TrimStart()[1..]);
        Assert.Equal("warning", State(Look(exitCode: 0), "hooks_claude-code"));
        _test.Run("disconnect", "--user");
        Assert.Contains("The plugin records.", Found(Look(exitCode: 0), "hooks_claude-code"), StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_OtherHooksInTheProject_AreTwoRecorders()
    {
        _test.Run("connect", "--user");
        var project = Path.Combine(_test.User, "shop");
        Directory.CreateDirectory(Path.Combine(project, ".git"));
        Directory.CreateDirectory(Path.Combine(project, ".claude"));
        var connected = File.ReadAllText(Settings);
        var hooks = Path.Combine(project, ".claude", "settings.json");
        File.WriteAllText(hooks, connected);
        Assert.DoesNotContain("two hooks", _test.RunIn(project, "doctor").Output, StringComparison.Ordinal);
        File.Copy(TestHome.Command, Path.Combine(_test.User, "tooltime"));
        File.WriteAllText(hooks, connected.Replace(TestHome.Command, $"'{_test.User}/tooltime'", StringComparison.Ordinal));
        Assert.Contains("runs two hooks.", _test.RunIn(project, "doctor").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_TranscriptsAboutToBeDeleted_AreSaid()
    {
        Write(Lines.Response("1"));
        var path = Directory.EnumerateFiles(Projects, "*.jsonl", SearchOption.AllDirectories).Single();
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 11, 10, 10, 0, 0, DateTimeKind.Utc));
        Assert.Equal("ok", State(Look(exitCode: 0), "retention"));
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 11, 2, 10, 0, 0, DateTimeKind.Utc));
        Assert.Equal("warning", State(Look(exitCode: 0), "retention"));
    }

    [Theory]
    [InlineData("2027-03-01T10:00:00Z", "ok")]
    [InlineData("2027-06-01T10:00:00Z", "warning")]
    public void Doctor_OldPrices_AreSaid(string now, string state)
    {
        _test.SetClock(now);
        Assert.Equal(state, State(Look(exitCode: 0), "prices"));
    }

    [Fact]
    public void Doctor_HooksThatDoNotRun_AreAFault()
    {
        Assert.Equal(0, _test.Run("connect", "--user").ExitCode);
        Assert.Equal("ok", State(Look(exitCode: 0), "hooks_claude-code"));

        var connected = File.ReadAllText(Settings);
        File.WriteAllText(Settings, connected.Replace("/tooltime hook", "/gone/tooltime hook", StringComparison.Ordinal));
        Assert.Equal("fault", State(Look(exitCode: 1), "hooks_claude-code"));

        File.WriteAllText(Settings, "{\"disableAllHooks\": true," + connected.TrimStart()[1..]);
        Assert.Equal("fault", State(Look(exitCode: 1), "hooks_claude-code"));

        File.WriteAllText(Settings, "{");
        Assert.Equal("fault", State(Look(exitCode: 1), "hooks_claude-code"));
    }

    private string Projects => Path.Combine(_test.User, ".claude", "projects");

    private string Settings => Path.Combine(_test.User, ".claude", "settings.json");

    private static string? State(JsonArray checks, string check) => (string?)Find(checks, check)["state"];

    private static string Found(JsonArray checks, string check) => (string)Find(checks, check)["found"]!;

    private static JsonNode Find(JsonArray checks, string check) => checks.Single(each => (string?)each!["check"] == check)!;

    private void Write(params string[] lines)
    {
        var folder = Path.Combine(Projects, "-home-dev-shop");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "s.jsonl"), lines);
    }

    private JsonArray Look(int exitCode)
    {
        var result = _test.Run("doctor", "--json");
        Assert.Equal(exitCode, result.ExitCode);
        return JsonNode.Parse(result.Output)!["checks"]!.AsArray();
    }
}

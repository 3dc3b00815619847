using System.Text.Json;

namespace ToolTime.Uploader.Tests.Commands;

public sealed class SummarizeTests
{
    private const string Tools = """
        {"Bash":{"calls":3,"observed_calls":3,"errors":1,"rejections":0,"median_ms":9,"timed_calls":3},"Edit":{"calls":1,"observed_calls":1,"errors":0,"rejections":0,"median_ms":12,"timed_calls":1},"Read":{"calls":3,"observed_calls":3,"errors":1,"rejections":0,"median_ms":1,"timed_calls":3},"Skill":{"calls":1,"observed_calls":1,"errors":0,"rejections":0,"median_ms":5,"timed_calls":1},"Write":{"calls":1,"observed_calls":1,"errors":0,"rejections":0,"median_ms":3,"timed_calls":1},"mcp__lab__ping":{"calls":1,"observed_calls":1,"errors":0,"rejections":0,"median_ms":2,"timed_calls":1}}
        """;

    [Fact]
    public void Summarize_RecordedSession_IsCountedExactly()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.HookAll(RecordedHooks.Lines);
        var result = test.Run("summarize", "--all");

        Assert.Equal((0, ""), (result.ExitCode, result.Messages));
        Assert.Equal(result.Output, File.ReadAllText(Path.Combine(test.Home, "stats.json")));
        Assert.Equal(
            """
            {"generated":"2026-11-20T10:00:00Z","total_events":24,"tools":{"Bash":{"calls":3,"error_observed_calls":3,"errors":1,"rejections":0,LAST_USED},"Edit":{"calls":1,"error_observed_calls":1,"errors":0,"rejections":0,LAST_USED},"Read":{"calls":3,"error_observed_calls":3,"errors":1,"rejections":0,LAST_USED},"Skill":{"calls":1,"error_observed_calls":1,"errors":0,"rejections":0,LAST_USED},"Write":{"calls":1,"error_observed_calls":1,"errors":0,"rejections":0,LAST_USED},"mcp__lab__ping":{"calls":1,"error_observed_calls":1,"errors":0,"rejections":0,LAST_USED}},"edit_without_read_count":0,"model":null,"client":"claude-code","skills":{"lab-skill":{"calls":1}},"mcp_servers":{"lab":{"calls":1,"errors":0,"error_observed_calls":1,LAST_USED}},"installed_plugins":[]}

            """.Replace("LAST_USED", "\"last_used\":\"2026-11-20T10:00:00Z\"", StringComparison.Ordinal),
            result.Output);
        Assert.Equal(
            """{"day":"2026-11-20","events":24,"event_bytes":BYTES,"torn_lines":0,"names_left_out":0,"clients":{"claude-code":{"day":"2026-11-20","revision":1795168800,"tools":TOOLS,"skills":{"lab-skill":{"calls":1,"by_user":0}},"mcp_servers":{"lab":{"calls":1,"observed_calls":1,"errors":0,"median_ms":2,"timed_calls":1}},"plugins":[],"models":{},"edit_without_read":0}}}"""
                .Replace("TOOLS", Tools.Trim(), StringComparison.Ordinal)
                .Replace("BYTES", $"{new FileInfo(EventsOf(test, "2026-11-20")).Length}", StringComparison.Ordinal),
            Rollup(test, "2026-11-20")
        );
    }

    [Fact]
    public void Summarize_HooksRegisteredTwice_CountOnce()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.HookAll(RecordedHooks.Lines.SelectMany(line => new[] { line, line }));
        test.Run("summarize");
        Assert.Contains(Tools.Trim(), Rollup(test, "2026-11-20"), StringComparison.Ordinal);
    }

    [Fact]
    public void Summarize_OtherProjectsFolder_CountsOnlyItsOwn()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.HookAll(RecordedHooks.Lines);
        test.Hook(
            $$"""{"hook_event_name":"PostToolUse","cwd":{{JsonSerializer.Serialize(test.User)}},"tool_name":"Bash","tool_use_id":"t"}"""
        );
        using var statistics = JsonDocument.Parse(test.Run("summarize").Output);
        Assert.Equal(1, statistics.RootElement.GetProperty("total_events").GetInt32());
        Assert.Equal(1, statistics.RootElement.GetProperty("tools").GetProperty("Bash").GetProperty("calls").GetInt32());
    }

    [Fact]
    public void Summarize_NothingRecorded_SaysSoAndMakesNoHome()
    {
        using var test = new TestHome();
        Assert.Equal(new CommandResult(3, "", "Nothing is recorded yet.\n"), test.Run("summarize"));
        Assert.False(Directory.Exists(test.Home));
    }

    [Fact]
    public void Summarize_SameRecordLater_KeepsTheRevision()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.HookAll(RecordedHooks.Lines);
        test.Run("summarize");
        var first = Rollup(test, "2026-11-20");
        test.SetClock("2026-11-21T10:00:00Z");
        test.Run("summarize");
        Assert.Equal(first, Rollup(test, "2026-11-20"));
    }

    [Fact]
    public void Summarize_MoreRecordedInTheSameSecond_RaisesTheRevisionByOne()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.HookAll(RecordedHooks.Lines);
        test.Run("summarize");
        test.Hook("""{"hook_event_name":"PostToolUse","tool_name":"Bash","tool_use_id":"t"}""");
        test.Run("summarize");
        Assert.Contains("\"revision\":1795168801,", Rollup(test, "2026-11-20"), StringComparison.Ordinal);
    }

    [Fact]
    public void Summarize_AfterMonths_RollsUpEveryDayThatWasRecorded()
    {
        using var test = new TestHome("2026-08-03T10:00:00Z");
        test.HookAll(RecordedHooks.Lines);
        test.SetClock("2026-11-20T10:00:00Z");
        test.HookAll(RecordedHooks.Lines);
        test.Run("summarize");
        Assert.Equal(
            ["2026-08-03.json", "2026-11-20.json", "observed.json"],
            Directory.EnumerateFiles(Path.Combine(test.Home, "rollups")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Contains(Tools.Trim(), Rollup(test, "2026-11-20"), StringComparison.Ordinal);
    }

    [Fact]
    public void Summarize_PluginsAndModel_ComeFromTheirPlaces()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Environment["CLAUDE_CONFIG_DIR"] = Path.Combine(test.User, "other settings");
        Directory.CreateDirectory(test.Environment["CLAUDE_CONFIG_DIR"]);
        File.WriteAllText(
            Path.Combine(test.Environment["CLAUDE_CONFIG_DIR"], "settings.json"),
            """{"enabledPlugins":{"on@place":true,"off@place":false}}"""
        );
        test.Hook("""{"hook_event_name":"SessionStart","session_id":"s","model":"claude-opus-4-1[1m]"}""");
        test.Run("summarize");
        Assert.Contains(
            "\"plugins\":[\"on@place\"],\"models\":{\"claude-opus-4-1\":1}",
            Rollup(test, "2026-11-20"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Summarize_DayThatGrewAfterItWasCounted_IsCountedAgainHoweverOld()
    {
        using var test = new TestHome("2026-11-01T10:00:00Z");
        test.HookAll([Bash("a")]);
        test.Run("summarize");
        test.HookAll([Bash("b")]);
        test.SetClock("2026-11-20T10:00:00Z");
        test.Run("summarize");
        Assert.Contains("\"Bash\":{\"calls\":2,", Rollup(test, "2026-11-01"), StringComparison.Ordinal);
    }

    [Fact]
    public void Summarize_EventsOfDaysLongOver_AreRemovedAndTheirCountsStay()
    {
        using var test = new TestHome("2026-11-01T10:00:00Z");
        foreach (var day in new[] { "2026-11-01", "2026-11-03", "2026-11-18", "2026-11-19" })
        {
            test.SetClock($"{day}T10:00:00Z");
            test.HookAll([Bash(day)]);
        }

        test.Run("summarize");
        Assert.Equal(
            ["2026-11-03.jsonl", "2026-11-18.jsonl", "2026-11-19.jsonl"],
            Directory.EnumerateFiles(Path.Combine(test.Home, "events")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        var rollup = Rollup(test, "2026-11-01");
        test.Run("summarize");
        Assert.Equal(rollup, Rollup(test, "2026-11-01"));
    }

    [Fact]
    public void Summarize_ClockThatJumpedAheadForADay_RemovesNothing()
    {
        using var test = new TestHome("2026-11-01T10:00:00Z");
        test.HookAll([Bash("a")]);
        test.SetClock("2027-11-01T10:00:00Z");
        test.HookAll([Bash("b")]);
        test.Run("summarize");
        test.SetClock("2026-11-01T11:00:00Z");
        test.HookAll([Bash("c")]);
        test.Run("summarize");
        Assert.Contains("\"Bash\":{\"calls\":2,", Rollup(test, "2026-11-01"), StringComparison.Ordinal);
    }

    [Fact]
    public void Summarize_FileThatWasRemovedAndBegunAnew_LeavesTheCountsOfBefore()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.HookAll(RecordedHooks.Lines);
        test.Run("summarize");
        File.Delete(EventsOf(test, "2026-11-20"));
        test.HookAll([Bash("a")]);
        test.Run("summarize");
        Assert.Contains(Tools.Trim(), Rollup(test, "2026-11-20"), StringComparison.Ordinal);
    }

    private static string Bash(string id) => $$"""{"hook_event_name":"PostToolUse","tool_name":"Bash","tool_use_id":"{{id}}"}""";

    private static string EventsOf(TestHome test, string day) => Path.Combine(test.Home, "events", day + ".jsonl");

    private static string Rollup(TestHome test, string day) => File.ReadAllText(Path.Combine(test.Home, "rollups", day + ".json"));
}

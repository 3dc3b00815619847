using System.Text;
using ToolTime.Transcripts.Tests;

namespace ToolTime.Uploader.Tests.Commands;

public sealed class StatusLineTests
{
    private const string Reported = """
        {"session_id":"s","model":{"id":"claude-opus-4-6","display_name":"Opus 4.6"},"cost":{"total_cost_usd":0.42},
         "context_window":{"used_percentage":43.2},
         "rate_limits":{"five_hour":{"used_percentage":61.6,"resets_at":1795240800},"seven_day":{"used_percentage":18,"resets_at":1795500000}}}
        """;

    [Fact]
    public void StatusLine_OfARunningSession_IsOneLineOfWhatIsKnown()
    {
        using var test = Home();
        Assert.Equal("Opus 4.6 · ctx 43% · 5h 62% until 06:00 · week 18% until Tue 06:00 · session $0.42\n", Show(test, Reported));
        test.Run("budget", "set", "day", "4");
        test.Run("today");
        Assert.Equal(
            "Opus 4.6 · ctx 43% · 5h 62% until 06:00 · week 18% until Tue 06:00 · session $0.42 · today $1.00 · budget day 25%\n",
            Show(test, Reported)
        );
        // What was reported once stays shown until it has reset.
        Assert.StartsWith("5h 62% until 06:00 · week 18%", Show(test, """{"session_id":"s"}"""), StringComparison.Ordinal);
        test.SetClock("2026-11-21T06:30:00Z");
        Assert.Equal("week 18% until Tue 06:00 · session $1.00 · today $1.00 (150 min old) · budget day 25% (old)\n", Show(test, """{"session_id":"s"}"""));
        Assert.Contains("Anthropic's limit of 7 days: 18% used, until 2026-11-24 06:00\n", test.Run("budget", "show").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void StatusLine_SnapshotOfYesterday_LeavesOutWhatHasBegunAgain()
    {
        using var test = Home();
        test.Run("budget", "set", "day", "4");
        test.Run("budget", "set", "window", "3");
        test.Run("budget", "set", "month", "10");
        test.Run("today");
        Assert.Equal("session $1.00 · today $1.00 · budget window 33%\n", Show(test, """{"session_id":"s"}"""));
        test.SetClock("2026-11-22T04:00:00Z");
        Assert.Equal("session $1.00 · budget month 10% (old)\n", Show(test, """{"session_id":"s"}"""));
        test.SetClock("2026-12-01T04:00:00Z");
        Assert.Equal("session $1.00\n", Show(test, """{"session_id":"s"}"""));
    }

    [Fact]
    public void StatusLine_OfAnIdleSession_DoesNotUndoWhatAnotherOneReported()
    {
        using var test = Home();
        var newer = Reported.Replace("61.6", "85", StringComparison.Ordinal);
        Show(test, newer);
        Assert.StartsWith("Opus 4.6 · ctx 43% · 5h 85% until 06:00 · week 18%", Show(test, Reported), StringComparison.Ordinal);
        var past = Reported.Replace("1795240800", "1795222800", StringComparison.Ordinal);
        Assert.StartsWith("Opus 4.6 · ctx 43% · 5h 85% until 06:00 · week 18%", Show(test, past), StringComparison.Ordinal);
        Assert.Contains("limit of 5 hours: 85% used", test.Run("budget", "show").Output, StringComparison.Ordinal);
        // The next window.
        test.SetClock("2026-11-21T06:30:00Z");
        var next = Reported.Replace("1795240800", "1795258800", StringComparison.Ordinal).Replace("61.6", "3", StringComparison.Ordinal);
        Assert.StartsWith("Opus 4.6 · ctx 43% · 5h 3% until 11:00", Show(test, next), StringComparison.Ordinal);
    }

    [Fact]
    public void StatusLine_SpendLimit_IsShownAsOfficial()
    {
        using var test = Home();
        Assert.Equal(
            "spend limit 40% until Tue 06:00\n",
            Show(test, """{"rate_limits":{"spend_limit":{"used_percentage":40,"resets_at":1795500000,"used_usd":20.5,"limit_usd":50,"period":"monthly"}}}""")
        );
        Assert.Contains(
            "Anthropic's spend limit: 40% used, $20.50 of $50.00, until 2026-11-24 06:00\n",
            test.Run("budget", "show").Output,
            StringComparison.Ordinal
        );

        // It was overspent, then raised.
        Assert.StartsWith(
            "spend limit 101%",
            Show(test, """{"rate_limits":{"spend_limit":{"used_percentage":101,"resets_at":1795500000,"used_usd":50.5,"limit_usd":50}}}"""),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "spend limit 51% until Tue 06:00 · today $1.00\n",
            Show(test, """{"rate_limits":{"spend_limit":{"used_percentage":51,"resets_at":1795500000,"used_usd":51,"limit_usd":100}}}""")
        );
    }

    [Fact]
    public void StatusLine_LimitThatEndsInWeeks_NamesTheDate()
    {
        using var test = Home();
        Assert.Equal(
            "spend limit 40% until 19 Dec\n",
            Show(test, """{"rate_limits":{"spend_limit":{"used_percentage":40,"resets_at":1797660000}}}""")
        );
    }

    [Fact]
    public void StatusLine_LimitWithoutItsEnd_IsOverAfterItsLength()
    {
        using var test = Home();
        Show(test, """{"rate_limits":{"five_hour":{"used_percentage":61.6}}}""");
        test.SetClock("2026-11-21T08:59:00Z");
        Assert.StartsWith("5h 62%", Show(test, """{"session_id":"s"}"""), StringComparison.Ordinal);
        test.SetClock("2026-11-21T09:00:00Z");
        Assert.Equal("\n", Show(test, """{"session_id":"s"}"""));
    }

    [Theory]
    [InlineData("1795240800", "1795240800")]
    [InlineData("36", "1795500000")]
    public void StatusLine_LimitThatCannotBeTrue_IsLeftOut(string percentage, string resets)
    {
        using var test = Home();
        var reported = """{"rate_limits":{"five_hour":{"used_percentage":""" + percentage + ",\"resets_at\":" + resets + "}}}";
        Assert.Equal("\n", Show(test, reported));
        Assert.StartsWith("Opus 4.6 · ctx 43% · 5h 62% until 06:00", Show(test, Reported), StringComparison.Ordinal);
        Assert.StartsWith("5h 62% until 06:00", Show(test, reported), StringComparison.Ordinal);
    }

    [Fact]
    public void StatusLine_EndThatIsASecondEarlier_IsOfTheSameWindow()
    {
        using var test = Home();
        Show(test, Reported);
        var more = Reported.Replace("61.6", "85", StringComparison.Ordinal).Replace("1795240800", "1795240799", StringComparison.Ordinal);
        Assert.StartsWith("Opus 4.6 · ctx 43% · 5h 85%", Show(test, more), StringComparison.Ordinal);
    }

    [Fact]
    public void StatusLine_AccountsOfTwoFolders_HaveLimitsOfTheirOwn()
    {
        using var test = Home();
        test.Environment["CLAUDE_CONFIG_DIR"] = test.User + "/.claude-work";
        Show(test, Reported);
        test.SetClock("2026-11-21T04:00:01Z");
        test.Environment["CLAUDE_CONFIG_DIR"] = test.User + "/.claude-home";
        Assert.Equal(
            "5h 5% until 06:00\n",
            Show(test, """{"rate_limits":{"five_hour":{"used_percentage":5,"resets_at":1795240800}}}""")
        );
        test.Environment["CLAUDE_CONFIG_DIR"] = test.User + "/.claude-api";
        Assert.Equal("\n", Show(test, """{"session_id":"s"}"""));
        test.Environment["CLAUDE_CONFIG_DIR"] = test.User + "/.claude-work";
        Assert.StartsWith("5h 62% until 06:00", Show(test, """{"session_id":"s"}"""), StringComparison.Ordinal);
        Assert.Contains("limit of 5 hours: 5% used", test.Run("budget", "show").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void StatusLine_HomeThatCannotBeWritten_ShowsWhatIsReported()
    {
        using var test = Home();
        File.WriteAllText(test.Home, "a file where the folder should be");
        Assert.StartsWith("Opus 4.6 · ctx 43% · 5h 62%", Show(test, Reported), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("40", "Opus 4.6 · ctx 43% · 5h 62% until 06:00\n")]
    [InlineData("20", "Opus 4.6 · ctx 43%\n")]
    [InlineData("3", "\n")]
    public void StatusLine_NarrowTerminal_LeavesOutFromTheEnd(string columns, string line)
    {
        using var test = Home();
        test.Environment["COLUMNS"] = columns;
        Assert.Equal(line, Show(test, Reported));
    }

    [Theory]
    [InlineData("1795240800000", "5h 62% until 06:00\n")]
    [InlineData("1795240800.0", "5h 62% until 06:00\n")]
    [InlineData("1795240800.25", "5h 62% until 06:00\n")]
    [InlineData("-1", "5h 62%\n")]
    [InlineData("9000000000000000", "5h 62%\n")]
    [InlineData("1e300", "5h 62%\n")]
    [InlineData("\"soon\"", "5h 62%\n")]
    public void StatusLine_TimeOfALimitInAnotherForm_IsReadOrLeftOut(string resets, string line)
    {
        using var test = Home();
        Assert.Equal(line, Show(test, """{"rate_limits":{"five_hour":{"used_percentage":61.6,"resets_at":""" + resets + "}}}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"model":7,"cost":"much","rate_limits":[1],"context_window":{"used_percentage":"half"}}""")]
    [InlineData("""{"model":{"display_name":"\u001b[31mred\n"}}""")]
    public void StatusLine_OddInput_NeverFailsNorSteersTheTerminal(string reported)
    {
        using var test = Home();
        var result = test.RunWithInput(reported, "statusline");
        Assert.Equal((0, ""), (result.ExitCode, result.Messages));
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.True(result.Output.Count(c => c == '\n') <= 1);
    }

    [Theory]
    [InlineData("\uFEFF{\"model\":{\"display_name\":\"Opus\"}}\r\n")]
    [InlineData("{\"model\":{\"display_name\":\"Opus\"},\"session_name\":\"\\ud83d\"}")]
    [InlineData("{\"model\":{\"display_name\":\"Opus\"},\"cwd\":\"C:\\Users\\x\\u0\"}")]
    [InlineData("{\"session_name\":\"two\nlines and a \\\"quote\\\"\t\",\"model\":{\"display_name\":\"Opus\"}}")]
    public void StatusLine_InputOfAnotherSystem_IsRead(string reported)
    {
        using var test = Home();
        Assert.Equal("Opus\n", Show(test, reported));
    }

    [Fact]
    public void StatusLine_InputThatIsNeverClosed_EndsWithTheObject()
    {
        using var test = Home();
        using var line = test.Start("statusline");
        line.Write(Reported);
        Assert.StartsWith("Opus 4.6 · ctx 43%", line.End().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void StatusLine_TranscriptThatGrew_IsReadByTheHookAtATurnsEnd()
    {
        using var test = Home();
        test.Run("today");
        Show(test, Reported);
        File.AppendAllText(
            Path.Combine(test.User, ".claude", "projects", "-home-dev-shop", "s.jsonl"),
            Lines.Response("2", 39_998, "2026-11-21T03:30:00.000Z") + "\n"
        );
        test.Hook("""{"hook_event_name":"Stop","session_id":"s","cwd":"/home/dev/shop"}""");
        var until = TimeProvider.System.GetTimestamp();
        while (
            !Show(test, Reported).Contains("today $2.00", StringComparison.Ordinal)
            && TimeProvider.System.GetElapsedTime(until) < TimeSpan.FromSeconds(30)
        )
        {
            Thread.Yield();
        }

        Assert.Contains("today $2.00", Show(test, Reported), StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_WithAStatusLine_IsUndoneByteForByte()
    {
        using var test = Home();
        var path = Path.Combine(test.User, ".claude", "settings.json");
        const string before = "{\n\t// mine\n\t\"model\": \"opus\", \n}\n";
        File.WriteAllText(path, before);
        Assert.Equal(0, test.Run("connect", "--user", "--statusline").ExitCode);
        Assert.Contains(" statusline\"", File.ReadAllText(path), StringComparison.Ordinal);
        var connected = File.ReadAllText(path);
        Assert.Equal(0, test.Run("connect", "--user", "--statusline").ExitCode);
        Assert.Equal(connected, File.ReadAllText(path));
        Assert.Equal(0, test.Run("disconnect", "--user").ExitCode);
        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public void Connect_WhereThereIsAnotherStatusLine_LeavesIt()
    {
        using var test = Home();
        var path = Path.Combine(test.User, ".claude", "settings.json");
        const string before = """{"statusLine":{"type":"command","command":"mine.sh"}}""";
        File.WriteAllText(path, before);
        var result = test.Run("connect", "--user", "--statusline");
        Assert.Equal((1, before), (result.ExitCode, File.ReadAllText(path)));
        Assert.Contains("has a status line of its own", result.Messages, StringComparison.Ordinal);
        Assert.Equal(0, test.Run("connect", "--user").ExitCode);
        Assert.Equal(0, test.Run("disconnect", "--user").ExitCode);
        Assert.Equal(before, File.ReadAllText(path));
    }

    private static string Show(TestHome test, string reported)
    {
        var result = test.RunWithInput(reported, "statusline");
        Assert.Equal((0, ""), (result.ExitCode, result.Messages));
        return result.Output;
    }

    private static TestHome Home()
    {
        var test = new TestHome("2026-11-21T04:00:00Z");
        test.Environment["TZ"] = "UTC";
        var folder = Path.Combine(test.User, ".claude", "projects", "-home-dev-shop");
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "s.jsonl"),
            Lines.Response("1", 39_998, "2026-11-21T03:00:00.000Z") + "\n",
            Encoding.UTF8
        );
        return test;
    }
}

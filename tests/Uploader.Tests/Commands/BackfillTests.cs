using System.Text.Json.Nodes;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Tests;

namespace ToolTime.Uploader.Tests.Commands;

public sealed class BackfillTests
{
    private static readonly string[] Days = ["18", "19", "20"];

    [Fact]
    public void Backfill_SharingIsOff_EndsWith4AndMakesNothing()
    {
        using var test = WithTranscripts("2026-11-20T10:00:00Z");
        var result = test.Run("backfill");
        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("Sharing is off", result.Messages, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(test.Home, "backfill")));
    }

    [Theory]
    [InlineData("CI", "true")]
    [InlineData("DO_NOT_TRACK", "1")]
    public void Backfill_WhereNothingMayBeSent_EndsWith4(string variable, string value)
    {
        using var test = WithTranscripts("2026-11-17T10:00:00Z");
        test.Run("share", "on", "--yes");
        test.Environment[variable] = value;
        Assert.Equal(4, test.Run("backfill").ExitCode);
    }

    [Fact]
    public void Backfill_DaysUpToConsent_AreNeverMade()
    {
        using var test = WithTranscripts("2026-11-20T10:00:00Z");
        test.Run("share", "on", "--yes");
        var result = test.Run("backfill");
        Assert.Equal(
            (3, "No transcript has a day that may be shared: one after 2026-11-20, within the last 7.\n"),
            (result.ExitCode, result.Messages)
        );
    }

    [Fact]
    public void Backfill_DaysAfterConsent_GoWithThePreview()
    {
        using var test = WithTranscripts("2026-11-18T10:00:00Z");
        test.Run("share", "on", "--yes");
        test.SetClock("2026-11-21T10:00:00Z");
        Assert.Equal(
            new CommandResult(0, "", "Made 2 day cells from transcripts. They go with the next upload; `tooltime share preview` shows it.\n"),
            test.Run("backfill")
        );
        Assert.Contains(
            """"days":[{"day":"2026-11-19","revision":1795255200,"tools":{"Bash":{"calls":1,"observed_calls":1,"errors":1,"rejections":0}},"skills":{},"mcp_servers":{},"plugins":[],"models":{"claude-opus-4-6":1},"edit_without_read":0},{"day":"2026-11-20","revision":1795255200,"tools":{"Bash":{"calls":1,"observed_calls":1,"errors":0,"rejections":0}},"skills":{},"mcp_servers":{},"plugins":[],"models":{"claude-opus-4-6":1},"edit_without_read":0}]"""",
            test.Run("share", "preview").Output,
            StringComparison.Ordinal);

        // A second time nothing changes.
        test.SetClock("2026-11-21T11:00:00Z");
        test.Run("backfill");
        Assert.Contains("\"revision\":1795255200,", test.Run("share", "preview").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Backfill_OfWhatThreeRecordersReported_CountsItOnce()
    {
        using var alone = WithTranscripts("2026-11-18T10:00:00Z");
        using var test = WithTranscripts("2026-11-18T10:00:00Z");
        foreach (var one in (TestHome[])[alone, test])
        {
            one.Run("share", "on", "--yes");
            one.SetClock("2026-11-21T10:00:00Z");
        }

        ReportedSessions.Report(new ToolTimeHome(test.Home), Reported("s", "t19", "2026-11-19"), Reported("s", "t20", "2026-11-20"), Reported("s", "t20", "2026-11-20"));
        test.SetClock("2026-11-20T10:00:00Z");
        test.HookAll(["""{"session_id":"s","hook_event_name":"PostToolUse","tool_name":"Bash","tool_use_id":"t20"}"""]);
        test.SetClock("2026-11-21T10:00:00Z");
        test.Run("summarize", "--all");
        alone.Run("backfill");
        test.Run("backfill");

        Assert.Equal(Tools(alone), Tools(test));

        // A session known only from telemetry is shared like any other.
        ReportedSessions.Report(new ToolTimeHome(test.Home), Reported("elsewhere", "c-elsewhere", "2026-11-20"));
        test.Run("backfill");
        Assert.Equal([.. Tools(alone)[..^1], """{"Bash":{"calls":2,"observed_calls":2,"errors":0,"rejections":0}}"""], Tools(test));
    }

    [Fact]
    public void Backfill_DurationsThatHooksReported_GoWithTheTranscripts()
    {
        using var test = WithTranscripts("2026-11-18T10:00:00Z");
        test.Run("share", "on", "--yes");
        test.SetClock("2026-11-20T10:00:00Z");
        test.HookAll(
            ["""{"session_id":"s","hook_event_name":"PostToolUse","tool_name":"Bash","tool_use_id":"t20","duration_ms":1234}"""]
        );
        test.SetClock("2026-11-21T10:00:00Z");
        test.Run("backfill");

        Assert.Equal([null, 1_200], Tools(test).Take(2).Select(tools => (int?)JsonNode.Parse(tools)!["Bash"]!["median_ms"]));
    }

    [Fact]
    public void Backfill_DayThatHooksKnowBetter_IsTheirs()
    {
        using var test = WithTranscripts("2026-11-18T10:00:00Z");
        test.Run("share", "on", "--yes");
        test.SetClock("2026-11-20T10:00:00Z");
        test.HookAll(RecordedHooks.Lines);
        test.Run("summarize");
        test.Run("backfill");
        var preview = test.Run("share", "preview").Output;
        Assert.Contains("\"day\":\"2026-11-19\"", preview, StringComparison.Ordinal);
        // The hooks know 10 calls, two of them of names that are not public.
        Assert.Contains("\"Bash\":{\"calls\":3,", preview, StringComparison.Ordinal);
        Assert.Equal(2, preview.Split("\"day\":").Length - 1);
    }

    private static TestHome WithTranscripts(string clock)
    {
        var test = new TestHome(clock);
        var folder = Path.Combine(test.User, ".claude", "projects", "-home-dev-shop");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(
            Path.Combine(folder, "s.jsonl"),
            Days.SelectMany(day => new[]
            {
                Lines.Response(day, at: $"2026-11-{day}T09:00:00.000Z", content: Lines.Call("t" + day, "Bash")),
                Lines.Result("t" + day, isError: day is "19", at: $"2026-11-{day}T09:00:01.000Z"),
            }));
        return test;
    }

    private static string Reported(string session, string call, string day) =>
        $$$"""
        {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"claude_code.tool_result"},"attributes":[{"key":"session.id","value":{"stringValue":"{{{session}}}"}},{"key":"event.timestamp","value":{"stringValue":"{{{day}}}T11:00:00Z"}},{"key":"tool_name","value":{"stringValue":"Bash"}},{"key":"tool_use_id","value":{"stringValue":"{{{call}}}"}},{"key":"success","value":{"stringValue":"true"}}]}]}]}]}
        """;

    private static string[] Tools(TestHome test) =>
        [
            .. JsonNode
                .Parse(test.Run("share", "preview").Output.Split('\n')[0])!["days"]!.AsArray()
                .Select(day => day!["tools"]!.ToJsonString()),
        ];
}

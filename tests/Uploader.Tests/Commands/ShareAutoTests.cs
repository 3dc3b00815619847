using System.Text;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Commands;

public sealed class ShareAutoTests
{
    private const string Ok = LoopbackServer.Accepted;
    private const string Stop = """{"hook_event_name":"Stop","session_id":"s","cwd":"/p"}""";

    [Theory]
    [InlineData("Stop")]
    [InlineData("SessionEnd")]
    public async Task Hook_EndAfterAHundredEvents_StartsAnUpload(string name)
    {
        using var server = new LoopbackServer(Ok);
        using var test = Sharing(server);
        test.HookAll(Calls(99));
        Assert.Equal(CommandResult.Silence, test.Hook(Stop.Replace("Stop", name, StringComparison.Ordinal)));
        await server.ReceiveAsync();
        test.WaitForUpload();
        Assert.Equal(99, Calls(Assert.Single(server.Requests)));
        Assert.Equal(3, test.Run("share", "auto").ExitCode);
    }

    [Fact]
    public async Task Hook_EndADayAfterConsent_StartsAnUpload()
    {
        using var server = new LoopbackServer(Ok);
        using var test = Sharing(server);
        test.HookAll(Calls(1));
        test.SetClock("2026-11-21T10:00:00Z");
        Assert.Equal(CommandResult.Silence, test.Hook(Stop));
        await server.ReceiveAsync();
        test.WaitForUpload();
        Assert.StartsWith("2026-11-22T10:00:00Z", File.ReadAllText(Path.Combine(test.Home, "queue", "next")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hook_WhileAnUploadHangs_EndsAndStartsNoOther()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        using (var server = new LoopbackServer(LoopbackServer.Never))
        {
            test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
            test.Run("share", "on", "--yes");
            test.HookAll(Calls(100));
            Assert.Equal(CommandResult.Silence, test.Hook(Stop));
            await server.ReceiveAsync();
            Assert.Equal(CommandResult.Silence, test.Hook(Stop));
            Assert.Equal(3, test.Run("share", "auto").ExitCode);
            Assert.Single(server.Requests);
        }

        test.WaitForUpload();
        Assert.Contains(
            "last failure: 2026-11-20T10:00:00Z kept for later",
            test.Run("share", "status").Output,
            StringComparison.Ordinal
        );
        var log = JsonNode.Parse(test.Run("share", "log").Output)!;
        Assert.Null(log["answer"]!["status"]);
    }

    [Fact]
    public void Auto_NotYetTime_SendsNothing()
    {
        using var server = new LoopbackServer(Ok);
        using var test = Sharing(server);
        test.HookAll(Calls(99));
        Assert.Equal(new CommandResult(3, "", ""), test.Run("share", "auto"));
        test.SetClock("2026-11-21T09:59:59Z");
        Assert.Equal(3, test.Run("share", "auto").ExitCode);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Auto_NoConsentOrNoLonger_SendsNothing()
    {
        using var server = new LoopbackServer(Ok);
        using var test = Sharing(server);
        Assert.True(File.Exists(Path.Combine(test.Home, "queue", "next")));
        test.Run("share", "off");
        Assert.False(File.Exists(Path.Combine(test.Home, "queue", "next")));
        test.HookAll(Calls(200));
        Assert.Equal(new CommandResult(4, "", ""), test.Run("share", "auto"));
        test.Run("share", "on", "--yes");
        test.Environment["CI"] = "1";
        test.HookAll(Calls(200));
        Assert.Equal(new CommandResult(4, "", ""), test.Run("share", "auto"));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Auto_RetryAfter_IsObeyed()
    {
        using var server = new LoopbackServer("429|Retry-After: 3600|{}", Ok);
        using var test = Sharing(server);
        const string orEarlier = "or when 100 events have gathered";
        Assert.Contains(orEarlier, test.Run("share", "status").Output, StringComparison.Ordinal);
        test.HookAll(Calls(100));
        Assert.Equal(new CommandResult(5, "", ""), test.Run("share", "auto"));
        Assert.DoesNotContain(orEarlier, test.Run("share", "status").Output, StringComparison.Ordinal);
        test.SetClock("2026-11-20T10:59:59Z");
        Assert.Equal(3, test.Run("share", "auto").ExitCode);
        Assert.Single(server.Requests);
        test.SetClock("2026-11-20T11:01:01Z");
        Assert.Equal(0, test.Run("share", "auto").ExitCode);
        Assert.Equal(server.Requests.First().Body, server.Requests.Last().Body);
    }

    [Fact]
    public void Auto_RetryAfterOfAFarYear_WaitsADayAndOnlyForItsOwnServer()
    {
        using var server = new LoopbackServer("429|Retry-After: Fri, 31 Dec 2100 23:59:59 GMT|{}", Ok);
        using var other = new LoopbackServer("503|Retry-After: 7200|{}", Ok);
        using var test = Sharing(server);
        test.HookAll(Calls(100));
        Assert.Equal(5, test.Run("share", "auto").ExitCode);
        test.SetClock("2026-11-20T11:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = other.Address;
        Assert.Equal(5, test.Run("share", "auto").ExitCode);
        Assert.Equal(3, test.Run("share", "auto").ExitCode);
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        Assert.Equal(0, test.Run("share", "auto").ExitCode);
    }

    [Fact]
    public async Task Hook_ServerThatReplacedOneWaitedFor_GetsTheReport()
    {
        using var server = new LoopbackServer("429|Retry-After: 7200|{}");
        using var other = new LoopbackServer(Ok);
        using var test = Sharing(server);
        test.Environment.Remove("TOOLTIME_ENDPOINT");
        test.Run("config", "set", "api_endpoint", server.Address);
        test.HookAll(Calls(100));
        Assert.Equal(5, test.Run("share", "auto").ExitCode);
        Assert.Equal(0, test.Run("config", "set", "api_endpoint", other.Address).ExitCode);
        Assert.Equal(CommandResult.Silence, test.Hook(Stop));
        await other.ReceiveAsync();
        test.WaitForUpload();
    }

    [Fact]
    public void Auto_EightReportsOfTheDay_LeavesTheRestToALaterRevision()
    {
        using var server = new LoopbackServer(Ok);
        using var test = Sharing(server);
        for (var i = 0; i < 8; i++)
        {
            test.HookAll(Calls(100, i));
            Assert.Equal(0, test.Run("share", "auto").ExitCode);
        }

        test.HookAll(Calls(100, 8));
        Assert.Equal(3, test.Run("share", "auto").ExitCode);
        Assert.Equal(8, server.Requests.Count);
        test.SetClock("2026-11-21T00:00:00Z");
        Assert.Equal(0, test.Run("share", "auto").ExitCode);
        Assert.Equal(900, Calls(server.Requests.Last()));
    }

    [Fact]
    public void Log_Attempts_AreShownByteForByteWithTheirAnswers()
    {
        using var server = new LoopbackServer("503", """200|{"status":"ok","receipt":"ceffc4148a4942fe9611e0159db1e200","x":"\u001b1"}""");
        using var test = Sharing(server);
        Assert.Equal(new CommandResult(3, "", "Nothing was sent in the last 90 days.\n"), test.Run("share", "log"));
        test.HookAll(Calls(1));
        test.Run("share", "now");
        test.Run("share", "now");

        var lines = test.Run("share", "log").Output.TrimEnd('\n').Split('\n');
        var body = Encoding.UTF8.GetString(server.Requests.First().Body);
        Assert.Equal(
            [
                $$$"""{"name":"20261120T100000Z-claude-code","answer":{"at":"2026-11-20T10:00:00Z","server":"{{{server.Address}}}","outcome":"kept for later: the server answered 503","status":503,"body":""},"sent":{{{body}}}}""",
                $$$"""{"name":"20261120T100000Z-claude-code-2","answer":{"at":"2026-11-20T10:00:00Z","server":"{{{server.Address}}}","outcome":"accepted","status":200,"body":"{\u0022status\u0022:\u0022ok\u0022,\u0022receipt\u0022:\u0022ceffc4148a4942fe9611e0159db1e200\u0022,\u0022x\u0022:\u0022\\u001b1\u0022}"},"sent":{{{body}}}}""",
            ],
            lines);
        Assert.All(lines, line => JsonNode.Parse(line));
    }

    [Fact]
    public void Status_Json_TellsASkillWhetherToAsk()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        var first = JsonNode.Parse(test.Run("share", "status", "--json").Output)!;
        Assert.Equal(("never_asked", 3), (first["sharing"]!.GetValue<string>(), first["current_consent_version"]!.GetValue<int>()));
        Assert.Contains("Never sent", first["consent_text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.EndsWith("/privacy", first["policy"]!.GetValue<string>(), StringComparison.Ordinal);

        test.Run("share", "off");
        Assert.Equal("off", Sharing(test));
        test.Run("share", "on", "--yes");
        Assert.Equal("on", Sharing(test));
        test.Environment["DO_NOT_TRACK"] = "1";
        Assert.Equal("not_here", Sharing(test));
    }

    private static string Sharing(TestHome test) =>
        JsonNode.Parse(test.Run("share", "status", "--json").Output)!["sharing"]!.GetValue<string>();

    private static TestHome Sharing(LoopbackServer server)
    {
        var test = new TestHome("2026-11-20T10:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        Assert.Equal(0, test.Run("share", "on", "--yes").ExitCode);
        return test;
    }

    private static IEnumerable<string> Calls(int count, int round = 0) =>
        Enumerable
            .Range(0, count)
            .Select(i => $$"""{"hook_event_name":"PostToolUse","tool_name":"Bash","tool_use_id":"{{round}}-{{i}}"}""");

    private static int Calls(ReceivedRequest request) =>
        JsonNode.Parse(request.Body)!["days"]![0]!["tools"]!["Bash"]!["calls"]!.GetValue<int>();
}

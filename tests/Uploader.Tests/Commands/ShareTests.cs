using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Commands;

public sealed class ShareTests
{
    [Fact]
    public void Now_RecordedSession_SendsWhatPreviewShowedSignedAndArchived()
    {
        using var server = new LoopbackServer(LoopbackServer.Accepted);
        using var test = Sharing(server);
        test.HookAll(RecordedHooks.Lines);

        var preview = test.Run("share", "preview");
        Assert.Empty(server.Requests);
        Assert.Equal(new CommandResult(0, "", "claude-code, 2026-11-20: accepted\n"), test.Run("share", "now"));

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /v1/api/submit HTTP/1.1", request.Line);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(preview.Output, Encoding.UTF8.GetString(request.Body) + "\n");
        Assert.Equal(request.Body, File.ReadAllBytes(Path.Combine(test.Home, "sent", "20261120T100000Z-claude-code.json")));

        var token = Hex(Secret(test), "tooltime-epoch-37")[..32];
        using var body = JsonDocument.Parse(request.Body);
        Assert.Equal(token, body.RootElement.GetProperty("submission_token").GetString());
        Assert.Equal(Hex(token, request.Body), request.Headers["X-Signature"]);
        Assert.Equal(
            10,
            body.RootElement.GetProperty("days")[0]
                .GetProperty("tools")
                .EnumerateObject()
                .Sum(tool => tool.Value.GetProperty("calls").GetInt32())
        );
        Assert.Equal("2026-11-20T10:00:00.000Z", Config(test)["last_upload_at"]!.GetValue<string>());
    }

    [Fact]
    public void Now_NothingNewSinceTheLast_SendsNothing()
    {
        using var server = new LoopbackServer(LoopbackServer.Accepted);
        using var test = Sharing(server);
        test.HookAll(RecordedHooks.Lines);
        test.Run("share", "now");
        Assert.Equal(new CommandResult(3, "", "There is nothing new to share.\n"), test.Run("share", "now"));
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Now_ServerThatDoesNotKnowTheAgent_KeepsItsDaysAndSendsTheOthers()
    {
        const string unknown =
            """400|{"status":400,"error":"client must be a listed client","errors":[{"pointer":"/client","code":"unsupported"}]}""";
        using var server = new LoopbackServer(LoopbackServer.Accepted, unknown, unknown, LoopbackServer.Accepted);
        using var test = Sharing(server);
        test.HookAll(RecordedHooks.Lines);
        test.RunWithInput(Bash("t"), "hook", "--client", "kilo");
        Assert.Equal(
            new CommandResult(
                0,
                "",
                "claude-code, 2026-11-20: accepted\nkilo, 2026-11-20: kept for later: client must be a listed client\n"
            ),
            test.Run("share", "now")
        );
        Assert.Equal(5, test.Run("share", "now").ExitCode);
        Assert.Equal(new CommandResult(0, "", "kilo, 2026-11-20: accepted\n"), test.Run("share", "now"));
    }

    [Fact]
    public void Now_MoreOfTheSameDay_SendsItAgainUnderAGreaterRevision()
    {
        using var server = new LoopbackServer(LoopbackServer.Accepted);
        using var test = Sharing(server);
        test.HookAll(RecordedHooks.Lines);
        test.Run("share", "now");
        test.HookAll([Bash("t")]);
        test.Run("share", "now");
        Assert.Equal([1795168800, 1795168801], server.Requests.Select(request => Days(request)[0].GetProperty("revision").GetInt64()));
    }

    [Fact]
    public void Now_RecordedBeforeConsent_IsNeverSent()
    {
        using var server = new LoopbackServer(LoopbackServer.Accepted);
        using var test = new TestHome("2026-11-18T10:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        test.HookAll([Bash("a")]);
        test.SetClock("2026-11-20T09:59:59Z");
        test.HookAll([Bash("b")]);
        test.SetClock("2026-11-20T10:00:00Z");
        test.Run("share", "on", "--yes");
        Assert.Equal(3, test.Run("share", "now").ExitCode);
        test.HookAll([Bash("c")]);
        test.Run("share", "now");

        var day = Assert.Single(Days(Assert.Single(server.Requests)));
        Assert.Equal("2026-11-20", day.GetProperty("day").GetString());
        Assert.Equal(1, day.GetProperty("tools").GetProperty("Bash").GetProperty("calls").GetInt32());
    }

    [Fact]
    public void Now_DaysOnBothSidesOfAnEpochsEnd_AreSentUnderTwoTokens()
    {
        using var server = new LoopbackServer(LoopbackServer.Accepted);
        using var test = Sharing(server, "2026-11-27T10:00:00Z");
        foreach (var day in new[] { "2026-11-27", "2026-11-29", "2026-11-30", "2026-12-02" })
        {
            test.SetClock($"{day}T10:00:00Z");
            test.HookAll([Bash(day)]);
        }

        test.Run("share", "now");
        Assert.Equal(
            [
                ["2026-11-27", "2026-11-29"],
                ["2026-11-30", "2026-12-02"],
            ],
            server.Requests.Select(request => Days(request).Select(day => day.GetProperty("day").GetString()))
        );
        Assert.Equal(
            [Hex(Secret(test), "tooltime-epoch-37")[..32], Hex(Secret(test), "tooltime-epoch-38")[..32]],
            server.Requests.Select(request => JsonNode.Parse(request.Body)!["submission_token"]!.GetValue<string>())
        );
    }

    [Fact]
    public void Now_DayOlderThanAWeek_IsNotSent()
    {
        using var server = new LoopbackServer(LoopbackServer.Accepted);
        using var test = Sharing(server, "2026-11-02T10:00:00Z");
        foreach (var day in new[] { "2026-11-02", "2026-11-03", "2026-11-10" })
        {
            test.SetClock($"{day}T10:00:00Z");
            test.HookAll([Bash(day)]);
        }

        test.Run("share", "now");
        Assert.Equal(["2026-11-03", "2026-11-10"], Days(Assert.Single(server.Requests)).Select(day => day.GetProperty("day").GetString()));
    }

    [Theory]
    [InlineData("401")]
    [InlineData("""400|Content-Type: text/html|{"error":"log in"}""")]
    [InlineData("""400|{"title":"Bad Request","status":400,"error":"blocked"}""")]
    [InlineData("""400|{"status":400,"error":"blocked","errors":[{"code":"waf"}]}""")]
    [InlineData("""200|{"status":"ok"}""")]
    [InlineData("""200|{"status":"ok","receipt":"r"}""")]
    [InlineData("""200|Content-Type: text/html|{"status":"duplicate"}""")]
    [InlineData("""200|Content-Type: text/html|{"status":"ok","receipt":"ceffc4148a4942fe9611e0159db1e200"}""")]
    [InlineData("""413|Content-Type: application/json|{"error":"too large","errors":[{"code":"too_large"}]}""")]
    public void Now_AnswerOfSomebodyElse_SettlesNothing(string answer)
    {
        using var server = new LoopbackServer(answer, LoopbackServer.Accepted);
        using var test = Sharing(server);
        test.HookAll([Bash("t")]);
        Assert.Equal(5, test.Run("share", "now").ExitCode);
        Assert.Equal(0, test.Run("share", "now").ExitCode);
        Assert.Equal(server.Requests.First().Body, server.Requests.Last().Body);
    }

    [Fact]
    public void Now_RefusedByOneServer_IsSentToAnother()
    {
        using var first = new LoopbackServer("""400|{"status":400,"error":"bad","errors":[{"code":"range"}]}""");
        using var second = new LoopbackServer(LoopbackServer.Accepted);
        using var test = Sharing(first);
        test.HookAll([Bash("t")]);
        Assert.Equal(1, test.Run("share", "now").ExitCode);
        Assert.Equal(3, test.Run("share", "now").ExitCode);
        test.Environment["TOOLTIME_ENDPOINT"] = second.Address;
        Assert.Equal(0, test.Run("share", "now").ExitCode);
    }

    [Fact]
    public void Now_ServerKeepsAGreaterRevision_SendsOnceMoreAboveIt()
    {
        using var server = new LoopbackServer("""200|{"status":"duplicate","revision":1999999999}""", LoopbackServer.Accepted);
        using var test = Sharing(server);
        test.HookAll([Bash("t")]);
        Assert.Equal(0, test.Run("share", "now").ExitCode);
        Assert.Equal([1795168800, 2000000000], server.Requests.Select(request => Days(request)[0].GetProperty("revision").GetInt64()));
        Assert.Equal(3, test.Run("share", "now").ExitCode);
    }

    [Theory]
    [InlineData("""200|{"status":"duplicate","revision":1795168800}""", "already known", 0)]
    [InlineData("""200|{"status":"duplicate"}""", "already known", 0)]
    [InlineData(LoopbackServer.Accepted, "accepted", 0)]
    [InlineData("""400|{"status":400,"error":"bad \u001b[31mday","errors":[{"code":"range"}]}""", "refused: 400 bad [31mday", 1)]
    [InlineData("""401|{"status":401,"error":"no","errors":[{"code":"signature"}]}""", "refused: 401 no", 1)]
    [InlineData("""413|{"status":413,"error":"long","errors":[{"code":"too_large"}]}""", "refused: 413 long", 1)]
    [InlineData("""415|Content-Type: Application/Problem+JSON|{"error":"other","errors":[{"code":"new"},{"code":"media_type"}]}""", "refused: 415 other", 1)]
    public void Now_FinalAnswer_SettlesTheDay(string answer, string message, int exitCode)
    {
        using var server = new LoopbackServer(answer);
        using var test = Sharing(server);
        test.HookAll([Bash("t")]);
        Assert.Equal(new CommandResult(exitCode, "", $"claude-code, 2026-11-20: {message}\n"), test.Run("share", "now"));
        Assert.Equal(3, test.Run("share", "now").ExitCode);
        Assert.Single(server.Requests);
        Assert.Equal(
            exitCode == 1,
            test.Run("share", "status").Output.Contains($"last failure: 2026-11-20T10:00:00Z {message}", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("429|Retry-After: 3600|{}", "kept for later: the server answered 429; it asks to wait (Retry-After: 3600)")]
    [InlineData("503|Retry-After: 30|{}", "kept for later: the server answered 503; it asks to wait (Retry-After: 30)")]
    [InlineData("500", "kept for later: the server answered 500")]
    [InlineData("404", "kept for later: the server answered 404")]
    [InlineData("307|Location: http://127.0.0.1:1/elsewhere|{}", "kept for later: the server answered 307")]
    [InlineData("200|{broken", "kept for later: the server answered 200")]
    public void Now_AnswerThatSettlesNothing_KeepsTheDayForLater(string answer, string message)
    {
        using var server = new LoopbackServer(answer, LoopbackServer.Accepted);
        using var test = Sharing(server);
        test.HookAll([Bash("t")]);
        Assert.Equal(new CommandResult(5, "", $"claude-code, 2026-11-20: {message}\n"), test.Run("share", "now"));
        Assert.Contains("waiting days: 1,", test.Run("share", "status").Output, StringComparison.Ordinal);
        Assert.Equal(0, test.Run("share", "now").ExitCode);
        Assert.Equal(server.Requests.First().Body, server.Requests.Last().Body);
    }

    [Fact]
    public void Now_NobodyListens_KeepsTheDayForLater()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        using (var gone = new LoopbackServer("200"))
        {
            test.Environment["TOOLTIME_ENDPOINT"] = gone.Address;
        }

        test.Run("share", "on", "--yes");
        test.HookAll([Bash("t")]);
        var result = test.Run("share", "now");
        Assert.Equal(5, result.ExitCode);
        Assert.Contains("cannot be reached", result.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://stats.example")]
    [InlineData("nonsense")]
    public void Now_ServerThatATokenMustNotGoTo_IsRefused(string endpoint)
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = endpoint;
        test.Run("share", "on", "--yes");
        test.HookAll([Bash("t")]);
        Assert.Equal(
            (1, $"Cannot share with {endpoint}: it must be an https address, or http on this machine.\n"),
            (test.Run("share", "now").ExitCode, test.Run("share", "now").Messages)
        );
    }

    [Theory]
    [InlineData("now")]
    [InlineData("preview")]
    public void Now_WithoutConsent_SendsNothing(string command)
    {
        using var server = new LoopbackServer(LoopbackServer.Accepted);
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        test.HookAll([Bash("t")]);
        Assert.Equal((4, ""), (test.Run("share", command).ExitCode, test.Run("share", command).Output));

        test.Run("share", "on", "--yes");
        test.Run("share", "off");
        Assert.Equal(4, test.Run("share", command).ExitCode);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("CI", "true")]
    [InlineData("DO_NOT_TRACK", "1")]
    public void Now_EnvironmentThatMeansOff_SendsNothing(string variable, string value)
    {
        using var server = new LoopbackServer(LoopbackServer.Accepted);
        using var test = Sharing(server);
        test.Environment[variable] = value;
        test.HookAll([Bash("t")]);
        Assert.Equal(4, test.Run("share", "now").ExitCode);
        Assert.Equal(4, test.Run("share", "on", "--yes").ExitCode);
        Assert.StartsWith("sharing: off: ", test.Run("share", "status").Output, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void On_NoTerminalAndNoYes_ExplainsAndStaysOff()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        var result = test.RunWithInput("y\n", "share", "on");
        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.Contains("no public server", result.Messages, StringComparison.Ordinal);
        Assert.False(File.Exists(test.Config));
    }

    [Fact]
    public void On_Yes_WritesConsentAndKeepsWhatItDoesNotKnow()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        Directory.CreateDirectory(test.Home);
        File.WriteAllText(test.Config, """{"later":{"x":[1]},"api_endpoint":"https://stats.example"}""");
        Assert.Equal(0, test.Run("share", "on", "--yes").ExitCode);

        var config = Config(test);
        Assert.Equal(64, config["secret"]!.GetValue<string>().Length);
        config.Remove("secret");
        Assert.Equal(
            """{"later":{"x":[1]},"api_endpoint":"https://stats.example","version":1,"clock":"simulated","community_sharing":true,"consent_version":3,"consented_at":"2026-11-20T10:00:00.000Z"}""",
            config.ToJsonString());
    }

    [Fact]
    public void On_Again_KeepsTheInstantOfConsent()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Run("share", "on", "--yes");
        test.SetClock("2026-11-21T10:00:00Z");
        Assert.Equal(new CommandResult(0, "", "Sharing is on already, since 2026-11-20T10:00:00Z.\n"), test.Run("share", "on"));
    }

    [Fact]
    public void Status_ConsentToAnotherVersion_IsOff()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Run("share", "on", "--yes");
        File.WriteAllText(
            test.Config,
            File.ReadAllText(test.Config).Replace("\"consent_version\": 3", "\"consent_version\": 1", StringComparison.Ordinal)
        );
        Assert.StartsWith("sharing: off: what is collected, or how, has changed", test.Run("share", "status").Output, StringComparison.Ordinal);
        Assert.Equal(4, test.Run("share", "now").ExitCode);
    }

    [Fact]
    public void Now_CopiesOfWhatWasSent_AreRetainedFor90Days()
    {
        using var server = new LoopbackServer(LoopbackServer.Accepted);
        using var test = Sharing(server, "2026-08-01T10:00:00Z");
        test.HookAll([Bash("a")]);
        test.Run("share", "now");
        var sent = Path.Combine(test.Home, "sent", "20260801T100000Z-claude-code.json");
        test.SetClock("2026-10-30T10:00:00Z");
        test.Run("share", "now");
        Assert.True(File.Exists(sent));
        test.SetClock("2026-10-30T10:00:01Z");
        test.Run("share", "now");
        Assert.False(File.Exists(sent));
    }

    private static TestHome Sharing(LoopbackServer server, string clock = "2026-11-20T10:00:00Z")
    {
        var test = new TestHome(clock);
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        Assert.Equal(0, test.Run("share", "on", "--yes").ExitCode);
        return test;
    }

    private static string Bash(string id) => $$"""{"hook_event_name":"PostToolUse","tool_name":"Bash","tool_use_id":"{{id}}"}""";

    private static IReadOnlyList<JsonElement> Days(ReceivedRequest request) =>
        [.. JsonElement.Parse(request.Body).GetProperty("days").EnumerateArray()];

    private static JsonObject Config(TestHome test) => JsonNode.Parse(File.ReadAllText(test.Config))!.AsObject();

    private static string Secret(TestHome test) => Config(test)["secret"]!.GetValue<string>();

    private static string Hex(string key, string message) => Hex(key, Encoding.UTF8.GetBytes(message));

    private static string Hex(string key, byte[] message) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), message));
}

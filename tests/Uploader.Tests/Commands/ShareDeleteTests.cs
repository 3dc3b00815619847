using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Commands;

public sealed class ShareDeleteTests
{
    private const string Ok = LoopbackServer.Accepted;

    [Fact]
    public void Delete_TwoEpochs_DeletesEachTokenAndBeginsAnew()
    {
        using var server = new LoopbackServer(Ok);
        using var test = SharedInTwoEpochs(server);
        var tokens = Tokens(server);
        Assert.Equal(2, tokens.Count);
        var secret = Secret(test);

        var result = test.Run("share", "delete-me", "--yes");
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(
            $"{server.Address} is asked to delete every report that this machine sent, under 2 tokens.\n",
            result.Messages,
            StringComparison.Ordinal
        );
        var deletions = server
            .Requests.Where(request => request.Line == "POST /v1/api/user/delete HTTP/1.1")
            .Select(request => JsonNode.Parse(request.Body)!["submission_token"]!.GetValue<string>());
        Assert.Equal(tokens.Order(StringComparer.Ordinal), deletions);
        Assert.NotEqual(secret, Secret(test));

        Assert.Equal(3, test.Run("share", "now").ExitCode);
        test.HookAll([Bash("later")]);
        Assert.Equal(0, test.Run("share", "now").ExitCode);
        var sent = JsonNode.Parse(server.Requests.Last().Body)!;
        Assert.DoesNotContain(sent["submission_token"]!.GetValue<string>(), tokens);
        Assert.Equal(
            """[{"Bash":{"calls":1,"observed_calls":0,"errors":0,"rejections":0}}]""",
            new JsonArray([.. sent["days"]!.AsArray().Select(day => day!["tools"]!.DeepClone())]).ToJsonString()
        );
    }

    [Fact]
    public void Delete_ServerThatFailsHalfWay_IsGoneOnWithAndNothingIsSentMeanwhile()
    {
        using var server = new LoopbackServer(Ok, Ok, Ok, "503", Ok);
        using var test = SharedInTwoEpochs(server);
        var secret = Secret(test);
        var result = test.Run("share", "delete-me", "--yes");
        Assert.Equal(5, result.ExitCode);
        Assert.Contains("1 of 2 were deleted; then the server answered 503", result.Messages, StringComparison.Ordinal);
        Assert.Equal(secret, Secret(test));
        test.HookAll([Bash("meanwhile")]);
        Assert.Equal(4, test.Run("share", "now").ExitCode);
        Assert.Contains("a deletion was started", test.Run("share", "status").Output, StringComparison.Ordinal);

        Assert.Equal(0, test.Run("share", "delete-me", "--yes").ExitCode);
        Assert.Equal(5, server.Requests.Count);
        Assert.NotEqual(secret, Secret(test));
        Assert.Equal(3, test.Run("share", "delete-me", "--yes").ExitCode);
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public void Delete_AnswerOfSomebodyElse_DeletesNothingAndKeepsTheSecret()
    {
        using var server = new LoopbackServer(Ok, Ok, """200|Content-Type: text/html|{}""");
        using var test = SharedInTwoEpochs(server);
        var secret = Secret(test);
        Assert.Equal(5, test.Run("share", "delete-me", "--yes").ExitCode);
        Assert.Equal(secret, Secret(test));
    }

    [Fact]
    public void Delete_SharingThatIsOff_StaysOff()
    {
        using var server = new LoopbackServer(Ok);
        using var test = SharedInTwoEpochs(server);
        test.Run("share", "off");
        Assert.Equal(0, test.Run("share", "delete-me", "--yes").ExitCode);
        Assert.Equal(4, test.Run("share", "now").ExitCode);
    }

    [Fact]
    public void Delete_SharingThatIsTurnedOffMeanwhile_StaysOff()
    {
        using var server = new LoopbackServer(Ok);
        using var test = SharedInTwoEpochs(server);
        var secret = Secret(test);
        server.Meanwhile = () => test.Run("share", "off");
        Assert.Equal(0, test.Run("share", "delete-me", "--yes").ExitCode);
        Assert.NotEqual(secret, Secret(test));
        Assert.Equal(4, test.Run("share", "now").ExitCode);
    }

    [Fact]
    public void Delete_NoTerminalAndNoYes_ExplainsAndDoesNothing()
    {
        using var server = new LoopbackServer(Ok);
        using var test = SharedInTwoEpochs(server);
        var result = test.Run("share", "delete-me");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("is asked to delete every report", result.Messages, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void Delete_NothingEverSent_SaysSo()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        Assert.Equal(3, test.Run("share", "delete-me", "--yes").ExitCode);
        Assert.False(Directory.Exists(test.Home));
    }

    private static TestHome SharedInTwoEpochs(LoopbackServer server)
    {
        var test = new TestHome("2026-11-29T10:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        test.Run("share", "on", "--yes");
        test.HookAll([Bash("a")]);
        test.SetClock("2026-11-30T10:00:00Z");
        test.HookAll([Bash("b")]);
        Assert.Equal(0, test.Run("share", "now").ExitCode);
        return test;
    }

    private static IReadOnlyList<string> Tokens(LoopbackServer server) =>
        [.. server.Requests.Select(request => JsonNode.Parse(request.Body)!["submission_token"]!.GetValue<string>())];

    private static string Bash(string id) => $$"""{"hook_event_name":"PostToolUse","tool_name":"Bash","tool_use_id":"{{id}}"}""";

    private static string Secret(TestHome test) => JsonNode.Parse(File.ReadAllText(test.Config))!["secret"]!.GetValue<string>();
}

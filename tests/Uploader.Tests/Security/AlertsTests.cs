using System.Text;
using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Tests.Security;

/// <summary>Alerts from a hook to a listener, through the one process that sends them.</summary>
public sealed class AlertsTests : IDisposable
{
    private readonly LoopbackServer _server = new("200|{}");
    private readonly TestHome _test = new("2026-11-30T10:00:00Z");

    public void Dispose()
    {
        _test.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Hook_WithAWebhook_HasTheAlertSentAndWrittenDown()
    {
        Assert.Equal(0, _test.Run("alerts", "add", "webhook", _server.Address, "--from", "high").ExitCode);
        Assert.Equal(CommandResult.Silence, _test.Hook(Call("git push --force")));
        await _server.ReceiveAsync();

        using var body = JsonDocument.Parse(Encoding.UTF8.GetString(Assert.Single(_server.Requests).Body));
        Assert.Equal("git.force-push", body.RootElement.GetProperty("rule").GetString());
        SenderEnds();
        Assert.Contains("git.force-push: sent", _test.Run("alerts").Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hook_WithAWebhookOnThisMachineAndAProxy_GoesPastTheProxy()
    {
        _test.Environment["HTTP_PROXY"] = _test.Environment["http_proxy"] = "http://127.0.0.1:9";
        _test.Run("alerts", "add", "webhook", _server.Address, "--from", "high");
        _test.Hook(Call("git push --force"));
        await _server.ReceiveAsync();
        SenderEnds();
    }

    [Fact]
    public async Task Hook_RepeatedFindings_AreOneAlert()
    {
        _test.Run("alerts", "add", "webhook", _server.Address, "--from", "high");
        for (var call = 0; call < 4; call++)
        {
            _test.Hook(Call("git push --force"));
        }

        _test.Hook(Call("rm -rf ~/old"));
        await _server.ReceiveAsync();
        await _server.ReceiveAsync();
        SenderEnds();
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public void Test_ChannelsThatWorkAndFail_AreSaid()
    {
        var log = Path.Combine(_test.User, "alerts.log");
        _test.Run("alerts", "add", "log", log);
        _test.Run("alerts", "add", "webhook", _server.Address);
        _test.Run("alerts", "add", "command", "exit 0");
        Assert.Equal((0, "log       sent\nwebhook   sent\ncommand   sent\n"), Reported(_test.Run("alerts", "test")));
        Assert.Contains("alerts.test", File.ReadAllText(log), StringComparison.Ordinal);

        // A webhook's address is as good as a password.
        Assert.StartsWith(
            $$"""
            {"channels":[{"number":1,"channel":"log","from":"high","target":{{JsonSerializer.Serialize(log)}}},{"number":2,"channel":"webhook","from":"high","target":"127.0.0.1"},{"number":3,"channel":"command","from":"high","target":"exit 0"}],"sent":[{"at":
            """,
            _test.Run("alerts", "--json").Output,
            StringComparison.Ordinal);
        _test.Run("alerts", "remove", "3");
        _test.Run("alerts", "remove", "1");
        _test.Run("alerts", "add", "terminal");
        Assert.Equal((1, "webhook   sent\nterminal  the agent does not run in a terminal\n"), Reported(_test.Run("alerts", "test")));
    }

    [Theory]
    [InlineData("webhook", "http://example.org/x", "without https, others could read it")]
    [InlineData("webhook", "x", "it is not a web address")]
    [InlineData("desktop", "x", "it takes no target")]
    public void Add_WhatIsNoChannel_IsRefused(string kind, string target, string reason)
    {
        var result = _test.Run("alerts", "add", kind, target);
        Assert.Equal((1, $"Not a valid channel: {reason}.\n"), (result.ExitCode, result.Messages));
        Assert.False(File.Exists(Path.Combine(_test.Home, "security.json")));
    }

    private static (int ExitCode, string Output) Reported(CommandResult result) => (result.ExitCode, result.Output);

    private static string Call(string command) => JsonSerializer.Serialize(new
    {
        hook_event_name = "PreToolUse",
        session_id = "s1",
        cwd = "/home/dev/app",
        tool_name = "Bash",
        tool_input = new { command },
    });

    // It holds its lock until it ends.
    private void SenderEnds()
    {
        using var held = FileLock.Acquire(new ToolTimeHome(_test.Home).AlertLock, TimeSpan.FromSeconds(60));
        Assert.NotNull(held);
    }
}

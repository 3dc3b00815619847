using System.Text.Json;

namespace ToolTime.Monitor.Tests.Watching;

/// <summary>Dangerous calls in what agents write, as events.</summary>
public sealed class CallWatchTests : IDisposable
{
    private readonly Folders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task Run_DangerousCall_IsAnEventWithoutItsText()
    {
        await using var following = await Following.BeginAsync(_folders);

        var secret = "ghp_" + new string('a', 36);
        Lines.Append(
            _folders.Transcript("s"),
            Lines.Response("a", 1, call: "t1").Replace("\"ls\"", $"\"rm -rf ~/{secret}\"", StringComparison.Ordinal),
            Lines.Response("b", 1, call: "t2"));
        await following.FramesAsync("SecurityAlert", 1);

        var frame = Assert.Single(following.Frames(), frame => frame.Contains("\"SecurityAlert\"", StringComparison.Ordinal));
        using var alert = JsonDocument.Parse(frame);
        Assert.Equal("files.delete-outside", alert.RootElement.GetProperty("rule").GetString());
        Assert.Equal(("claude-code", "s"), (alert.RootElement.GetProperty("client").GetString(), alert.RootElement.GetProperty("session_id").GetString()));
        Assert.Equal("delete:home", alert.RootElement.GetProperty("targets")[0].GetString());
        Assert.DoesNotContain(secret, frame, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ForkOfASession_IsSilentOfWhatItCopied()
    {
        var old = Lines.Response("a", 1, call: "t1").Replace("\"ls\"", "\"rm -rf ~/x\"", StringComparison.Ordinal);
        Lines.Append(_folders.Transcript("s"), old);
        await using var following = await Following.BeginAsync(_folders);

        Lines.Append(
            _folders.Transcript("fork"),
            old.Replace("\"sessionId\":\"s\"", "\"sessionId\":\"fork\"", StringComparison.Ordinal),
            Lines.Response("b", 1, "fork", call: "t2").Replace("\"ls\"", "\"rm -rf ~/y\"", StringComparison.Ordinal)
        );
        await following.FramesAsync("SecurityAlert", 1);
        Lines.Append(_folders.Transcript("s"), Lines.Response("c", 1));
        await following.ResponsesAsync(2);

        var alerts = following.Frames().Where(frame => frame.Contains("\"SecurityAlert\"", StringComparison.Ordinal));
        Assert.Contains("\"session_id\":\"fork\"", Assert.Single(alerts));
    }

    [Fact]
    public async Task Run_ManySecretsReadOrCallsRefused_AreOneAlertOfTheSession()
    {
        await using var following = await Following.BeginAsync(_folders);
        for (var i = 0; i < 6; i++)
        {
            Lines.Append(
                _folders.Transcript("s"),
                Lines.Response($"a{i}", 1, call: $"t{i}").Replace("\"ls\"", $"\"cat app{i}/.env\"", StringComparison.Ordinal),
                Lines.Result($"t{i}", isError: true)
                    .Replace("\"out\"", "\"The user doesn't want to proceed with this tool use.\"", StringComparison.Ordinal));
        }

        // One for each call too.
        await following.FramesAsync("SecurityAlert", 8);

        var alerts = following.Frames().Select(frame => JsonDocument.Parse(frame).RootElement)
            .Where(frame => frame.TryGetProperty("category", out var category) && category.GetString() is "behaviour")
            .Select(alert => $"{alert.GetProperty("rule")} {alert.GetProperty("severity")} {alert.GetProperty("session_id")} {alert.GetProperty("call").ValueKind}");
        Assert.Equal(["behaviour.denied medium s Null", "behaviour.secret-reads high s Null"], alerts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_DangerousCallBelowARepository_IsOfTheSessionsProject()
    {
        await using var following = await Following.BeginAsync(_folders);
        var folder = Path.Combine(_folders.User, "repository", "package");
        Directory.CreateDirectory(Path.Combine(_folders.User, "repository", ".git"));
        Lines.Append(
            _folders.Transcript("s"),
            Lines.Response("a", 1, call: "t1")
                .Replace("\"ls\"", "\"rm -rf ~/x\"", StringComparison.Ordinal)
                .Replace("/home/anna/shop", folder, StringComparison.Ordinal));
        await following.FramesAsync("SecurityAlert", 1);

        Assert.Equal(["package"], following.Frames().Select(frame => JsonDocument.Parse(frame).RootElement)
            .Where(frame => frame.TryGetProperty("project", out _))
            .Select(frame => frame.GetProperty("project").GetString()).Distinct());
    }
}

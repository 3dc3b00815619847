using ToolTime.Monitor.Insights.Records;
using ToolTime.Monitor.Insights.Reports;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Monitor.Tests.Insights;

/// <summary>What real clients wrote, as insights see it; nothing in it stands out.</summary>
public sealed class RecordedClientsTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("tooltime-recorded-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("claude-code-2.1.197", "claude-code")]
    [InlineData("claude-code-2.1.332", "claude-code")]
    [InlineData("codex-0.171.0", "codex")]
    [InlineData("copilot-cli-1.0.102", "copilot")]
    [InlineData("gemini-cli-0.61.0", "gemini")]
    [InlineData("goose-1.52.0", "goose")]
    [InlineData("kilo-7.7.9", "kilo")]
    [InlineData("kimi-code-2.1.0", "kimi")]
    [InlineData("opencode-1.18.33", "opencode")]
    [InlineData("pi-0.73.1", "pi")]
    [InlineData("qwen-code-0.15.10", "qwen")]
    public void Recording_OfAClient_IsReadWithPromptsAndStaysSilent(string name, string client)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "fixtures", "recordings", name);
        var options = new InsightOptions
        {
            Home = new ToolTimeHome(Path.Combine(_home, "home")),
            Environment = variable => variable switch
            {
                "HOME" => Path.Combine(folder, "user"),
                "CLAUDE_CONFIG_DIR" => Path.Combine(folder, "claude"),
                "CODEX_HOME" => Path.Combine(folder, "codex"),
                _ => null,
            },
            Prices = PriceBook.Listed,
            Zone = TimeZoneInfo.Utc,
            Now = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero),
            Since = DateTimeOffset.UnixEpoch,
        };
        var sessions = new RecordScan(options.Home, options.Environment, options.Prices, options.Zone).Run(options.Since);

        Assert.NotEmpty(sessions);
        Assert.All(sessions, session => Assert.Equal(client, session.Client));
        Assert.Contains(sessions, session => session.Turns.Any(turn => turn.Calls.Count > 0));
        Assert.Contains(sessions.SelectMany(session => session.Calls), call => call.Detail?.Command is not null);
        Assert.Contains(sessions.SelectMany(session => session.Calls), call => call is { Outcome: CallOutcome.Error, Maker: not null });
        Assert.Empty(InsightReport.Make(sessions, options).Insights);
    }
}

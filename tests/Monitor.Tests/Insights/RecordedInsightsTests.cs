using ToolTime.Monitor.Insights.Records;
using ToolTime.Monitor.Insights.Reports;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Monitor.Tests.Insights;

/// <summary>Real clients' sessions in which something stands out; `fixtures/insights/README.md` says what was done in them.</summary>
public sealed class RecordedInsightsTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("tooltime-recorded-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Recording_WithThingsThatStandOut_HasEachInItsSession()
    {
        var insights = InsightReport.Make(Sessions(), Options).Insights;
        Assert.Equal(
            [
                "edits.unread 3: 84ce4eb1",
                "failures.mcp-server lab 8: 75246462",
                "loops.file 1: b0b79613",
                "loops.looks 5: 99ab1253",
                "rejections.tool Bash git push 5: 628d6539",
                "retries.unchanged 10: 0fde1463 75246462",
                "shell.reads claude-code 10: a0f2ec3e",
            ],
            insights
                .Select(insight =>
                    string.Join(
                        ' ',
                        (
                            (string[])
                                [
                                    insight.Kind,
                                    insight.Subject,
                                    $"{insight.Figures[0].Value}:",
                                    .. insight.Evidence.Select(evidence => evidence.Session![..8]).Distinct().Order(StringComparer.Ordinal),
                                ]
                        ).Where(part => part.Length > 0)
                    )
                )
                .Order(StringComparer.Ordinal)
        );
        Assert.All(insights.Where(insight => insight.Kind is not "shell.reads"), insight => Assert.True(insight.CostUsd > 0));
    }

    [Theory]
    [InlineData("7b9fb820")]
    [InlineData("7416c60b")]
    [InlineData("1731e3a4")]
    public void Recording_OfACalmSession_IsSilent(string session) =>
        Assert.Empty(
            InsightReport.Make([.. Sessions().Where(one => one.Session.StartsWith(session, StringComparison.Ordinal))], Options).Insights
        );

    private IReadOnlyList<RecordedSession> Sessions()
    {
        var sessions = new RecordScan(Options.Home, Options.Environment, Options.Prices, Options.Zone).Run(Options.Since);
        Assert.Equal(10, sessions.Count);
        return sessions;
    }

    private InsightOptions Options =>
        new()
        {
            Home = new ToolTimeHome(Path.Combine(_home, "home")),
            Environment = name =>
                name switch
                {
                    "HOME" => _home,
                    "CLAUDE_CONFIG_DIR" => Path.Combine(AppContext.BaseDirectory, "fixtures", "insights", "claude-code-2.1.332", "claude"),
                    _ => null,
                },
            Prices = PriceBook.Listed,
            Zone = TimeZoneInfo.Utc,
            Now = new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero),
            Since = DateTimeOffset.UnixEpoch,
        };
}

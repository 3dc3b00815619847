using System.Text.RegularExpressions;
using ToolTime.Monitor.Budgets;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Overview;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Live;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Tests.Live;

public sealed partial class LiveScreenTests
{
    [Theory]
    [InlineData(60, 10)]
    [InlineData(60, 24)]
    [InlineData(120, 40)]
    [InlineData(200, 6)]
    [InlineData(40, 24)]
    [InlineData(13, 5)]
    [InlineData(1, 1)]
    public void Render_InAnyTerminal_IsNoWiderAndNoHigher(int width, int height)
    {
        var lines = new LiveScreen(new Terminal(width, IsPlain: false, ShowsProgress: false), TimeZoneInfo.Utc).Render(
            View(),
            null,
            height
        );

        Assert.InRange(lines.Count, 1, height);
        Assert.All(lines, line => Assert.InRange(TextWidth.Measure(Colours().Replace(line, "")), 0, width));
    }

    [Fact]
    public void Render_Plain_HasNoColours() =>
        Assert.DoesNotContain(
            new LiveScreen(new Terminal(100, IsPlain: true, ShowsProgress: false), TimeZoneInfo.Utc).Render(View(), null, 40),
            line => line.Contains('\e')
        );

    [Fact]
    public void Render_OfOneProject_LeavesOthersOut()
    {
        var text = string.Join(
            '\n',
            new LiveScreen(new Terminal(100, IsPlain: true, ShowsProgress: false), TimeZoneInfo.Utc).Render(View(), "SHOP", 40)
        );

        Assert.Contains("Active sessions of project SHOP: 1", text);
        Assert.DoesNotContain("другой", text);
        Assert.Contains("budget for the day is 85% spent", text);
        Assert.Contains("5h 43% used (official), until 2026-11-20 14:00", text);
    }

    [Fact]
    public void Render_Alerts_OfTheLastMinutesTheWorstFirstAndEachCallOnce()
    {
        LiveEvent[] alerts =
        [
            Found("11:59", "a", "low", "git.tag"),
            Found("11:58", "a", "critical", "exfiltration.secrets"),
            View().Alerts[0],
            Found("11:57", "b", "high", "git.force-push"),
            Found("11:00", "c", "critical", "files.delete-outside"),
        ];
        var lines = new LiveScreen(new Terminal(100, IsPlain: true, ShowsProgress: false), TimeZoneInfo.Utc)
            .Render(View() with { Alerts = alerts }, null, 40);

        Assert.Equal(
            ["11:58:00 critical exfiltration.secrets: x", "11:57:00 high git.force-push: x", "11:59:00 budget for the day is 85% spent"],
            lines.Where(line => line.StartsWith("Alert   ", StringComparison.Ordinal)).Select(line => line[8..]));
    }

    [Fact]
    public void Render_BudgetThatWillBeSpent_SaysWhenWithARange()
    {
        var view = View() with
        {
            Budgets = [new BudgetStatus { Period = Budget.Day, Project = null, BudgetUsd = 20, SpentUsd = 17, UnpricedModels = [] }],
            Depletions = [new EventDepletion("2026-11-20T13:00:00Z", "2026-11-20T12:30:00Z", "2026-11-21T01:00:00Z")],
        };

        Assert.EndsWith(
            ", spent 13:00 at this rate (12:30 to Sat 21 Nov 01:00)",
            new LiveScreen(new Terminal(140, IsPlain: true, ShowsProgress: false), TimeZoneInfo.Utc).Render(view, null, 40)
                .Single(line => line.StartsWith("Budget", StringComparison.Ordinal)));
    }

    [Fact]
    public void Render_ACountOfOne_IsSingular()
    {
        var view = View() with { Today = View().Today with { TotalTokens = 1, Responses = 1 } };
        Assert.Contains(
            "Today   1 token  $0.00  1 response",
            new LiveScreen(new Terminal(100, IsPlain: true, ShowsProgress: false), TimeZoneInfo.Utc).Render(view, null, 40)
        );
    }

    [Fact]
    public void Of_OneProject_LeavesOthersSessionsAndCallsOut()
    {
        var view = View().ForProject("SHOP");
        Assert.Equal(["shop"], view.Sessions.Select(session => session.Project).Distinct());
        Assert.Equal(view.Sessions.Count, view.SessionCount);
        Assert.DoesNotContain(view.Calls, call => call.Project != "shop");
        Assert.Equal(2, View().ForProject(null).Sessions.Count);
    }

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Colours();

    private static LiveSnapshot View() =>
        new()
        {
            At = "2026-11-20T12:00:00Z",
            Today = UsageRow.From(new UsageTally()),
            TokensPerMinute = 12_345.6,
            CostUsdPerHour = 3.2m,
            Window = null,
            OfficialLimits = new OfficialLimits
            {
                At = 0,
                FiveHour = new LimitUse(43, new DateTimeOffset(2026, 11, 20, 14, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()),
            },
            Budgets = [],
            Depletions = [],
            Sessions = [Session("shop"), Session("другой проект с очень длинным именем, которое никуда не помещается")],
            SessionCount = 2,
            Calls = [.. Enumerable.Range(0, 50).Select(i => Call($"mcp__a_server_with_a_long_name__tool_{i}"))],
            Alerts =
            [
                new BudgetAlert
                {
                    At = "2026-11-20T11:59:00Z",
                    Period = "day",
                    Budget = 20,
                    Cost = 17,
                    Percentage = 85,
                    Threshold = 80,
                    BurnRate = 3,
                    Depletion = null,
                },
            ],
            Models = [],
            Minutes = new RecentMinutes().Last(1_780_000_000, 60),
            LastSeq = 5,
        };

    private static SecurityAlert Found(string at, string call, string severity, string rule) =>
        new()
        {
            At = $"2026-11-20T{at}:00Z",
            Call = call,
            Tool = "Bash",
            Rule = rule,
            Category = "destructive",
            Severity = severity,
            Finds = "x",
            Programs = [],
            Targets = [],
        };

    private static LiveSessionRow Session(string project) =>
        new()
        {
            Client = "claude-code",
            SessionId = "s",
            Project = project,
            IsSubagent = false,
            Agent = null,
            Model = "claude-opus-4-6",
            Tokens = new EventTokens(1, 2, 3, 4),
            CostUsd = 1.5m,
            Calls = 3,
            Errors = 1,
            LastAt = "2026-11-20T11:59:00Z",
        };

    private static ToolCall Call(string tool) =>
        new()
        {
            At = "2026-11-20T11:59:00Z",
            Project = "shop",
            Call = "c",
            Tool = tool,
            Skill = null,
            Agent = null,
            Outcome = "error",
            DurationMs = 1234,
        };
}

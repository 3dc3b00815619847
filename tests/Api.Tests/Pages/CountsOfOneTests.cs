using System.Text.RegularExpressions;
using ToolTime.Api.Pages;
using ToolTime.Api.Tests.Telemetry;
using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Pages;

/// <summary>The words on pages if a count is one.</summary>
public sealed partial class CountsOfOneTests
{
    /// <summary>The first day of a token's four weeks, so that the newest days are a single day.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Published = ["/", "/tool/Bash", "/compare", "/telemetry/cli"];
    private static readonly string[] Others = ["/tool/Read", "/?window=week", "/?client=codex", "/privacy", "/telemetry/cli?window=week"];

    [GeneratedRegex(@"<[^>]*>")]
    private static partial Regex Tag { get; }

    [GeneratedRegex(@"(?<![\d.,–])1 (published )?[a-z]+s\b")]
    private static partial Regex Plural { get; }

    [Fact]
    public async Task Pages_OfAServerWithAThresholdOfOne_CountOneInTheSingular()
    {
        await using var server = await InProcessServer.StartAsync(Monday, RunningServer.ExactLimits(1));
        await AssertSingularAsync(server, [.. Published, .. Others]);
        var report = Report.DayCell().With("/days/0/day", "\"2026-11-02\"").WithToken(Report.NewToken());
        Assert.Equal(200, (await server.SubmitAsync(report)).Status);
        await server.TakeAsync(TelemetryClient.TaskPath, "a", 1, TelemetryClient.Task);
        await server.RunMaintenanceAsync();

        await AssertSingularAsync(server, Others);
        var texts = await AssertSingularAsync(server, Published);
        Assert.Contains("1 submitter, 1 report. 1 day, 2 November 2026.", texts[0], StringComparison.Ordinal);
        Assert.Contains("Of 1 submitter, 2 November 2026.", texts[1], StringComparison.Ordinal);
        Assert.Contains("compared with those of 1 submitter, 2 November 2026.", texts[2], StringComparison.Ordinal);
        Assert.Contains("--since 2026-11-02 --until 2026-11-02", texts[2], StringComparison.Ordinal);
        Assert.Contains("Calls in 1 day;", texts[2], StringComparison.Ordinal);
        using var badge = await server.Client.GetAsync(
            new Uri("/v1/api/badge/tool/Bash?format=json&show=calls", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.EndsWith(
            " in 1 day",
            (string)(await RunningServer.ReadJsonAsync(badge))["message"]!,
            StringComparison.Ordinal
        );
        Assert.Contains("1 device started it or did a task on 2 November 2026.", texts[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0 days")]
    [InlineData(1, "1 day")]
    [InlineData(1.04, "1.04 days")]
    [InlineData(1_200, "1,200 days")]
    public void Count_OfANoun_IsPluralUnlessOne(double count, string text) => Assert.Equal(text, Figure.Count(count, "day"));

    private static async Task<List<string>> AssertSingularAsync(RunningServer server, IEnumerable<string> pages)
    {
        List<string> texts = [];
        foreach (var page in pages)
        {
            var answer = await server.SendAsync("GET", page);
            texts.Add(Tag.Replace(answer.Text, ""));
            Assert.Equal((page, 200, ""), (page, answer.Status, Plural.Match(texts[^1]).Value));
        }

        return texts;
    }
}

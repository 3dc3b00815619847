using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests;

/// <summary>
/// Periods that end while a server is down are published afterwards, with the same figures as by a server that kept running.
/// </summary>
public sealed class DowntimeTests : ServerTest
{
    private const int People = 12;

    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Weeks_ThatBecomeFinalWhileTheServerIsDown_AreThoseOfAServerThatRanOn()
    {
        await using var down = await StartAsync(Monday);
        await using var on = await StartAsync(Monday);
        for (var day = 0; day < 12; day++)
        {
            foreach (var server in (InProcessServer[])[down, on])
            {
                server.SetClock(Monday.AddDays(day));
                await ReportAsync(server, day);
                await server.RunMaintenanceAsync();
            }
        }

        await down.StopAsync();
        for (var day = 12; day < 38; day++)
        {
            on.SetClock(Monday.AddDays(day));
            await on.RunMaintenanceAsync();
        }

        down.SetClock(Monday.AddDays(37));
        await down.StartAsync();
        await down.RunMaintenanceAsync();

        string[] windows = ["window=week&week=2026-W45", "window=week&week=2026-W46", "window=4w&week=2026-W45"];
        foreach (var window in windows)
        {
            var (afterwards, expected) = (await down.GetStatsAsync(window), await on.GetStatsAsync(window));
            Assert.Equal((window, true), (window, (bool?)expected["window"]!["final"]));
            Assert.Equal(People, (int)expected["window"]!["submitters"]!);
            Assert.Equal(Undated(expected), Undated(afterwards));
        }
    }

    /// <summary>Each uses Bash on each day, most a second tool, and some report a day late.</summary>
    private static async Task ReportAsync(RunningServer server, int day)
    {
        for (var person = 0; person < People; person++)
        {
            var reported = Monday.AddDays(day - (person % 3)).ToString("yyyy-MM-dd");
            var cell = Reports.Cell(person, reported, calls: 10 + day + (7 * person));
            Assert.Equal("ok", await server.SubmitAsync(person == 0 ? cell : cell.With("Read")));
        }
    }

    /// <summary>Without the time of computation.</summary>
    private static string Undated(JsonObject stats)
    {
        stats["window"]!.AsObject().Remove("published_at");
        return stats.ToJsonString();
    }
}

namespace ToolTime.Silo.Tests;

/// <summary>What a new operator sees: a report one command later, ten people within the hour, with their own clocks.</summary>
public class FirstUseTests : ServerTest
{
    /// <summary>README's walk: one setting, the real clock, one report, one command.</summary>
    [Fact]
    public async Task Stats_OneReportAndOneLook_ShowItUnderTheRealClock()
    {
        await using var server = await ServerProcess.StartRealAsync([.. await StorageAsync(), "--Privacy:MinimumSubmitters", "1"]);
        Assert.Empty((await server.GetStatsAsync(""))["tools"]!.AsArray());
        var today = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd");
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(1, today, calls: 5)));
        await server.RunMaintenanceAsync();
        Assert.Equal((5, 1), await BashAsync(server));

        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(1, today, calls: 7, revision: 2)));
        await server.RunMaintenanceAsync();
        Assert.Equal((7, 1), await BashAsync(server));
    }

    [Fact]
    public async Task Stats_TenPeopleReportedToday_ShowThemAtOnceWhenAskedAndAfterARestart()
    {
        await using var server = await StartAsync(new(2026, 11, 16, 18, 40, 0, TimeSpan.Zero));
        for (var person = 0; person < 9; person++)
        {
            Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(person, "2026-11-16", calls: 10)));
        }

        await server.RunMaintenanceAsync();
        var nine = await server.GetStatsAsync("");
        Assert.Equal((null, 0), ((string?)nine["window"]!["from"], nine["tools"]!.AsArray().Count));

        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(9, "2026-11-16", calls: 10)));
        Assert.Equal("""["2026-11-16"]""", (await server.RunMaintenanceAsync())["seven_days"]!.ToJsonString());
        Assert.Equal((100, 10), await BashAsync(server));
        var served = (await server.GetStatsAsync("")).ToJsonString();
        await server.StopAsync();
        await server.StartAsync();
        Assert.Equal(served, (await server.GetStatsAsync("")).ToJsonString());
    }

    /// <summary>Looking up a listed name gives the same answer whether nobody or nine people use it.</summary>
    [Fact]
    public async Task LookUp_AListedNameThatTooFewUse_IsTheSameForNoneAndNine()
    {
        await using var server = await StartAsync(new(2026, 11, 16, 18, 40, 0, TimeSpan.Zero));
        for (var person = 0; person < 10; person++)
        {
            Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(person, "2026-11-16", calls: 10).With(person < 9 ? "Read" : "Edit")));
        }

        await server.RunMaintenanceAsync();
        foreach (var path in (string[])["/v1/api/trends/tool/", "/v1/api/badge/tool/", "/tool/"])
        {
            var none = (
                await server.Client.GetStringAsync(new Uri(path + "Glob", UriKind.Relative), TestContext.Current.CancellationToken)
            ).Replace("Glob", "NAME", StringComparison.Ordinal);
            var nine = (
                await server.Client.GetStringAsync(new Uri(path + "Read", UriKind.Relative), TestContext.Current.CancellationToken)
            ).Replace("Read", "NAME", StringComparison.Ordinal);
            Assert.Equal(none, nine);
            Assert.Contains(path.Contains("badge", StringComparison.Ordinal) ? "not enough data yet" : "fewer than 10 so far", nine, StringComparison.Ordinal);
        }
    }

    private static async Task<(int Calls, int Submitters)> BashAsync(RunningServer server)
    {
        var bash = (await server.GetStatsAsync(""))["tools"]![0]!;
        return ((int)bash["total_calls"]!, (int)bash["unique_submitters"]!);
    }
}

namespace ToolTime.Silo.Tests;

public class RetentionTests : ServerTest
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Maintenance_AfterAServerWasOffForMonths_RollsUpThenPublishesThenPurges()
    {
        await using var server = await StartAsync(Now, RunningServer.ExactLimits(minimum: 1));
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(1, "2026-11-15", 3)));
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(1, "2026-11-16", 4)));
        Assert.Equal("ok", await server.SubmitAsync(Reports.Snapshot(2, "2026-11-16T11:00:00Z", 5)));
        await server.StopAsync();

        server.SetClock(Now.AddDays(90));
        await server.StartAsync();
        var report = await server.RunMaintenanceAsync();
        Assert.Equal("""["2026-11-15","2026-11-16"]""", report["rolled_up"]!.ToJsonString());
        Assert.Equal(
            ("2026-W46", "4w:2026-W53", 13 + 3),
            ((string?)report["published"]![0], (string?)report["published"]!.AsArray()[^1], report["published"]!.AsArray().Count)
        );
        Assert.Equal("""["2026-11-15"]""", report["purged"]!.ToJsonString());

        server.SetClock(Now.AddDays(91));
        Assert.Equal("""["2026-11-16"]""", (await server.RunMaintenanceAsync())["purged"]!.ToJsonString());
        Assert.Equal("[]", (await server.RunMaintenanceAsync())["purged"]!.ToJsonString());
    }
}

using System.Net;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>A server whose clock is wrong for a while, is restarted meanwhile, and is corrected again.</summary>
public sealed class ServerClockTests
{
    private const string Today = "2026-11-18";
    private const int Year = 365 * 24;

    private static readonly DateTimeOffset Now = new(2026, 11, 18, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset PublicationDay = new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, null)]
    [InlineData(-1, null)]
    [InlineData(24, null)]
    [InlineData(-24, "in_future")]
    [InlineData(-Year, "in_future")]
    public async Task Maintain_UnderAWrongClock_CountsEverythingOnceWhenItIsRight(int hours, string? fault)
    {
        await using var server = await InProcessServer.StartAsync(Now, RunningServer.ExactLimits(minimum: 1));
        Assert.Equal("ok", await SubmitAsync(server, 1, calls: 5));

        server.SetClock(Now.AddHours(hours));
        Assert.Equal(fault ?? "ok", await SubmitAsync(server, 2, calls: 7));
        Assert.Equal(fault ?? "duplicate", await SubmitAsync(server, 1, calls: 5));
        Assert.Empty((await server.RunMaintenanceAsync())["published"]!.AsArray());
        await server.StopAsync();
        await server.StartAsync();

        server.SetClock(Now);
        Assert.Equal(fault is null ? "duplicate" : "ok", await SubmitAsync(server, 2, calls: 7));
        Assert.Equal("ok", await SubmitAsync(server, 1, calls: 6, revision: 2));
        Assert.Equal(0, (await server.RunVerbHereAsync("rebuild")).ExitCode);
        server.SetClock(PublicationDay);
        await server.RunMaintenanceAsync();
        Assert.Equal((2, 13), await BashAsync(server));
        Assert.Equal(0, (await server.RunVerbHereAsync("rebuild", "--verify")).ExitCode);
    }

    [Fact]
    public async Task Submit_ToAServerAYearAhead_IsRefusedAndTakenWhenItsClockIsRight()
    {
        await using var server = await InProcessServer.StartAsync(Now, RunningServer.ExactLimits(minimum: 1));
        server.SetClock(Now.AddHours(Year));
        Assert.Equal("too_old", await SubmitAsync(server, 1, calls: 5));
        server.SetClock(Now);
        Assert.Equal("ok", await SubmitAsync(server, 1, calls: 5));
    }

    /// <summary>What a wrong clock makes final stays so; only a backup undoes it.</summary>
    [Fact]
    public async Task Restore_AfterMaintenanceAYearAhead_BringsTheWeeksBack()
    {
        await using var server = await InProcessServer.StartAsync(Now, RunningServer.ExactLimits(minimum: 1));
        Assert.Equal("ok", await SubmitAsync(server, 1, calls: 5));
        Assert.Equal(0, (await server.RunVerbHereAsync("backup", "before.gz")).ExitCode);
        server.SetClock(Now.AddHours(Year));
        Assert.Contains("2026-W47", (await server.RunMaintenanceAsync())["published"]!.AsArray().Select(week => (string?)week));
        server.SetClock(Now);
        Assert.Equal("ok", await SubmitAsync(server, 2, calls: 7));
        server.SetClock(PublicationDay);
        await server.RunMaintenanceAsync();
        Assert.Equal((1, 5), await BashAsync(server));

        await using var other = await InProcessServer.StartAsync(Now, RunningServer.ExactLimits(minimum: 1));
        Assert.Equal(0, (await other.RunVerbHereAsync("restore", Path.Combine(server.Folder, "before.gz"))).ExitCode);
        Assert.Equal("duplicate", await SubmitAsync(other, 1, calls: 5));
        Assert.Equal("ok", await SubmitAsync(other, 2, calls: 7));
        other.SetClock(PublicationDay);
        await other.RunMaintenanceAsync();
        Assert.Equal((2, 12), await BashAsync(other));
    }

    /// <summary>The status, or the code of the only fault.</summary>
    private static async Task<string> SubmitAsync(RunningServer server, int submitter, int calls, long revision = 1)
    {
        using var response = await server.PostJsonAsync("/v1/api/submit", Reports.Cell(submitter, Today, calls, revision));
        var answer = await RunningServer.ReadJsonAsync(response);
        return response.StatusCode == HttpStatusCode.OK
            ? (string)answer["status"]!
            : (string)Assert.Single(answer["errors"]!.AsArray())!["code"]!;
    }

    private static async Task<(int Submitters, int Calls)> BashAsync(RunningServer server)
    {
        var bash = (await server.GetStatsAsync("week=2026-W47"))["tools"]![0]!;
        return ((int)bash["unique_submitters"]!, (int)bash["total_calls"]!);
    }
}

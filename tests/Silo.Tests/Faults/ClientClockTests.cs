using System.Globalization;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>
/// The real client on a machine whose clock becomes wrong after it began to share, and is corrected an hour of work later.
/// </summary>
public sealed class ClientClockTests
{
    private static readonly DateTimeOffset Wednesday = new(2026, 11, 18, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset PublicationDay = new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero);

    /// <summary>Calls on a day that is in the future for the server are counted when it comes; those of another year never.</summary>
    [Theory]
    [InlineData(1, 4)]
    [InlineData(-1, 4)]
    [InlineData(24, 4)]
    [InlineData(-24, 4)]
    [InlineData(365 * 24, 3)]
    [InlineData(-365 * 24, 3)]
    public async Task Share_UnderAWrongClock_CountsEachCallOnceAndGoesOnWhenItIsRight(int hours, int calls)
    {
        await using var server = await InProcessServer.StartAsync(Wednesday, RunningServer.ExactLimits(minimum: 1));
        var clock = Path.Combine(server.Folder, "client-clock");
        var user = new ClientUser(Path.Combine(server.Folder, "user"), clock);
        SetClock(clock, Wednesday.AddDays(-2));
        await user.RunAsync(server.Client.BaseAddress, "share", "on", "--yes");

        SetClock(clock, Wednesday.AddHours(hours));
        await user.CallBashAsync("wrong");
        await user.ShareAsync(server);
        await user.ShareAsync(server);

        SetClock(clock, Wednesday);
        await user.CallBashAsync("right-1");
        await user.CallBashAsync("right-2");
        Assert.Equal(0, (await user.ShareAsync(server)).ExitCode);

        server.SetClock(Wednesday.AddDays(1));
        SetClock(clock, Wednesday.AddDays(1));
        await user.CallBashAsync("next-day");
        Assert.Equal(0, (await user.ShareAsync(server)).ExitCode);

        server.SetClock(PublicationDay);
        await server.RunMaintenanceAsync();
        var bash = (await server.GetStatsAsync())["tools"]![0]!;
        Assert.Equal((1, calls), ((int)bash["unique_submitters"]!, (int)bash["total_calls"]!));
    }

    private static void SetClock(string path, DateTimeOffset now)
    {
        File.WriteAllText($"{path}.next", now.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));
        File.Move($"{path}.next", path, overwrite: true);
    }
}

using System.Diagnostics;
using System.Net;
using ToolTime.Storage.Tests.Sqlite;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>A server whose disk fills up while it is running, and one whose disk is not writable.</summary>
public sealed class FullDiskTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Submit_TheDiskFills_Is503UntilThereIsRoomAndLosesNothing()
    {
        using var disk = SmallDisk.Mount("3m");
        await using var server = await ServerProcess.StartAsync(Now, [.. RunningServer.ExactLimits(minimum: 1), .. On(disk)]);
        var accepted = new HashSet<int>();
        var number = 0;
        while (await SubmitAsync(server, number) == "ok")
        {
            accepted.Add(number++);
        }

        Assert.NotEmpty(accepted);
        var filler = disk.Fill();
        Assert.Equal("503", await SubmitAsync(server, number));
        await WaitUntilReadyAsync(server, HttpStatusCode.ServiceUnavailable, "Unhealthy");

        // Reading needs no room.
        using var stats = await server.Client.GetAsync(new Uri("/v1/api/stats", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, stats.StatusCode);

        File.Delete(filler);
        disk.Remount("size=24m");
        await WaitUntilReadyAsync(server, HttpStatusCode.OK, "Healthy");
        Assert.Contains(await SubmitAsync(server, number), (string[])["ok", "duplicate"]);
        accepted.Add(number);
        await server.KillAsync();
        await server.StartAsync();
        await AssertStoredAsync(server, accepted);
    }

    [Fact]
    public async Task Start_OnAReadOnlyDisk_IsRefusedAndEverythingIsThereWhenItMayBeWritten()
    {
        using var disk = SmallDisk.Mount("8m");
        await using var server = await ServerProcess.StartAsync(Now, [.. RunningServer.ExactLimits(minimum: 1), .. On(disk)]);
        Assert.Equal("ok", await SubmitAsync(server, 1));
        await server.KillAsync();
        disk.Remount("ro");
        var (exitCode, error) = await ServerProcess.RunRefusedAsync(server.Folder, ["--Clock:File", "clock", .. On(disk)]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith(
            $"tooltime server: Cannot use the database {DatabaseOn(disk)}: the file ",
            Assert.Single(error.Split('\n')),
            StringComparison.Ordinal
        );
        disk.Remount("rw");
        await server.StartAsync();
        await AssertStoredAsync(server, [1]);
    }

    private static string DatabaseOn(SmallDisk disk) => Path.Combine(disk.Path, "tooltime.db");

    private static string[] On(SmallDisk disk) => ["--Storage:ConnectionString", $"Data Source={DatabaseOn(disk)}"];

    /// <summary>The status, or 503 with the retry time.</summary>
    private static async Task<string?> SubmitAsync(ServerProcess server, int number)
    {
        using var response = await server.PostJsonAsync("/v1/api/submit", Reports.Cell(number, "2026-11-16", calls: 1 + number));
        var answer = await RunningServer.ReadJsonAsync(response);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return (string?)answer["status"];
        }

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (response.StatusCode, (string?)answer["errors"]![0]!["code"]));
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
        return "503";
    }

    /// <summary>Repeats the request until it gets that answer, which is cached for a second.</summary>
    private static async Task WaitUntilReadyAsync(ServerProcess server, HttpStatusCode status, string text)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            using var response = await server.Client.GetAsync(new Uri("/readyz", UriKind.Relative));
            if ((response.StatusCode, await response.Content.ReadAsStringAsync()) == (status, text))
            {
                return;
            }

            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60), $"It never was {text}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static async Task AssertStoredAsync(ServerProcess server, HashSet<int> accepted)
    {
        var expected = accepted.Select(number => StoredReport.OfCell(number, "2026-11-16", 1 + number)).ToHashSet();
        Assert.Superset(expected, (await BackupContents.TakeAsync(server)).Rows.ToHashSet());
        await WaitUntilReadyAsync(server, HttpStatusCode.OK, "Healthy");
    }
}

using System.Collections.Concurrent;

namespace ToolTime.Silo.Tests;

public class KillTests : ServerTest
{
    private const int Submissions = 1_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Kill_InTheMiddleOfAThousandSubmissions_StoresEveryAcknowledgedOneOnce()
    {
        await using var server = await StartProcessAsync(Now, RunningServer.ExactLimits(minimum: 1));
        var acknowledged = new ConcurrentBag<int>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sending = Enumerable.Range(0, Submissions).Select(async number =>
        {
            if (await TrySubmitAsync(server, number) == "ok")
            {
                acknowledged.Add(number);
                if (acknowledged.Count >= Submissions / 4)
                {
                    enough.TrySetResult();
                }
            }
        }).ToList();
        await enough.Task;
        await server.KillAsync();
        await Task.WhenAll(sending);
        Assert.InRange(acknowledged.Count, Submissions / 4, Submissions);

        await server.StartAsync();
        foreach (var number in acknowledged)
        {
            Assert.Equal("duplicate", await TrySubmitAsync(server, number));
        }

        foreach (var number in Enumerable.Range(0, Submissions).Except(acknowledged))
        {
            // The outcome of these was unknown, so either answer is right, and sending them again does no harm.
            Assert.Contains(await TrySubmitAsync(server, number), (string?[])["ok", "duplicate"]);
        }

        server.SetClock(Now.AddDays(10));
        await server.RunMaintenanceAsync();
        var bash = (await server.GetStatsAsync())["tools"]![0]!;
        Assert.Equal(Submissions, (int)bash["unique_submitters"]!);
        Assert.Equal(Reports.AsPublished(Enumerable.Range(0, Submissions).Sum(CallsOf)), (long)bash["total_calls"]!);
    }

    [Fact]
    public async Task Stop_AfterSubmissions_EndsWithZeroAndStoresThem()
    {
        await using var server = await StartProcessAsync(Now);
        Assert.Equal("ok", await TrySubmitAsync(server, 1));
        Assert.Equal(0, await server.StopAsync());
        await server.StartAsync();
        Assert.Equal("duplicate", await TrySubmitAsync(server, 1));
    }

    private static int CallsOf(int number) => 1 + (number % 7);

    private static async Task<string?> TrySubmitAsync(ServerProcess server, int number)
    {
        try
        {
            using var response = await server.PostJsonAsync("/v1/api/submit", Reports.Cell(number, "2026-11-16", CallsOf(number)));
            return (string?)(await RunningServer.ReadJsonAsync(response))["status"];
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests.Telemetry;

/// <summary>An acknowledged event survives a kill at any instant, and counts once.</summary>
public class TelemetryKillTests : ServerTest
{
    private const int Devices = 600;
    private const int KillAfter = 200;
    private const int Senders = 16;

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Events_ThatWereAcknowledgedBeforeAKill_AreThereOnce()
    {
        await using var server = await StartProcessAsync(Now, RunningServer.ExactLimits(minimum: 1));
        var acknowledged = new ConcurrentBag<int>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sending = Parallel.ForEachAsync(
            Enumerable.Range(0, Devices),
            new ParallelOptions { MaxDegreeOfParallelism = Senders },
            async (device, _) =>
            {
                if (await TrySendAsync(server, device))
                {
                    acknowledged.Add(device);
                    if (acknowledged.Count >= KillAfter)
                    {
                        enough.TrySetResult();
                    }
                }
            }
        );
        await Task.WhenAny(enough.Task, sending);
        await server.KillAsync();
        await sending;
        Assert.InRange(acknowledged.Count, KillAfter, Devices - 1);

        await server.StartAsync();
        var before = await DevicesAsync(server);
        Assert.InRange(before, acknowledged.Count, Devices);

        // What was acknowledged is sent again, as after a timeout, and so is what was not: each device has one task in the end.
        foreach (var device in Enumerable.Range(0, Devices))
        {
            Assert.True(await TrySendAsync(server, device));
        }

        Assert.Equal(Devices, await DevicesAsync(server));
        Assert.Equal(Devices, (await FiguresAsync(server))["tasks"]!["total"]!.GetValue<int>());
    }

    private static async Task<bool> TrySendAsync(ServerProcess server, int device)
    {
        try
        {
            using var answer = await server.PostJsonAsync(
                "/api/v1/telemetry/task",
                new JsonObject
                {
                    ["device_id"] = $"device-{device}",
                    ["version"] = "1.0.0",
                    ["status"] = "success",
                }
            );
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<int> DevicesAsync(ServerProcess server) => (await FiguresAsync(server))["devices"]!.GetValue<int>();

    private static async Task<JsonNode> FiguresAsync(ServerProcess server)
    {
        await server.RunMaintenanceAsync();
        return JsonNode.Parse(await server.Client.GetStringAsync(new Uri("/v1/api/telemetry/cli", UriKind.Relative)))!;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace ToolTime.LoadBench;

/// <summary>A day of many devices: taken in, then published, by a server on one core; and the memory of it.</summary>
internal static class TelemetryDayRun
{
    private const string Token = "operators-token-of-the-bench";

    public static async Task RunAsync(int devices, int connections, string? postgres)
    {
        using var server = await ServerProcess.StartToolTimeAsync(null, postgres, "--Admin:Token", Token);
        var requests = new TelemetryRequests(devices, onlyStartups: true);
        var began = Stopwatch.GetTimestamp();
        var taken = await Load.RunAsync(server.Port, requests, connections, TimeSpan.FromHours(1), devices);
        Console.WriteLine($"{devices:N0} devices started in {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s, {server.ResidentMiB:N0} MiB. {taken}");

        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{server.Port}"), Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        var before = server.Processor;
        began = Stopwatch.GetTimestamp();
        var publishing = client.PostAsync(new Uri("/v1/api/admin/maintenance", UriKind.Relative), content: null);
        var peak = server.ResidentMiB;
        while (await Task.WhenAny(publishing, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System)) != publishing)
        {
            peak = Math.Max(peak, server.ResidentMiB);
        }

        using var published = await publishing;
        published.EnsureSuccessStatusCode();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"day, week and four weeks published in {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s, {(server.Processor - before).TotalSeconds:N1} s of processor, at most {peak:N0} MiB"
            )
        );
        Console.WriteLine((await client.GetStringAsync(new Uri("/v1/api/telemetry/cli", UriKind.Relative)))[..260]);
    }
}

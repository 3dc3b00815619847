using System.Diagnostics;
using System.Globalization;

namespace ToolTime.LoadBench;

/// <summary>
/// What ever new tokens, evenly over minutes, leave in the server's memory: idle before, at their end, and after as many minutes of rest.
/// </summary>
internal static class FloodRun
{
    private const int Connections = 16;

    public static async Task RunAsync(int tokens, int minutes, int rest, string? postgres)
    {
        var names = new LoadNames(200);
        using var server = await ServerProcess.StartToolTimeAsync(names, postgres);
        await WaitAsync(TimeSpan.FromSeconds(20));
        Tell("idle", server);
        var requests = new Requests(Load.Today, names);
        var seconds = minutes * 60;
        var taken = 0L;
        var began = Stopwatch.GetTimestamp();
        for (var second = 0; second < seconds; second++)
        {
            var sent = ((long)tokens * (second + 1) / seconds) - ((long)tokens * second / seconds);
            var result = await Load.RunAsync(server.Port, requests, Connections, TimeSpan.FromMinutes(1), sent);
            taken += result.Statuses.Where(status => status.Status == 200).Sum(status => status.Count);
            if (second % 60 == 59)
            {
                Tell(string.Create(CultureInfo.InvariantCulture, $"after {taken:N0} tokens"), server);
            }

            await WaitAsync(TimeSpan.FromSeconds(second + 1) - Stopwatch.GetElapsedTime(began));
        }

        for (var minute = 1; minute <= rest; minute++)
        {
            await WaitAsync(TimeSpan.FromMinutes(1));
            Tell($"{minute} min later", server);
        }
    }

    private static Task WaitAsync(TimeSpan span) => span > TimeSpan.Zero ? Task.Delay(span, TimeProvider.System) : Task.CompletedTask;

    private static void Tell(string when, ServerProcess server) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{when,-24} {server.ResidentMiB,6:N0} MiB  {server.Processor.TotalSeconds,6:N0} s of processor"
            )
        );
}

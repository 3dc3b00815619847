using System.Globalization;

namespace ToolTime.LoadBench;

/// <summary>The server beside the floor, alternating in one run.</summary>
internal static class SpeedRun
{
    public static async Task RunAsync(int seconds, int connections, int rounds, string? postgres)
    {
        var requests = Requests.Of("/v1/api/submit", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var (floor, server) = (new List<LoadResult>(), new List<LoadResult>());
        for (var round = 0; round < rounds; round++)
        {
            using (var process = await ServerProcess.StartFloorAsync(postgres))
            {
                floor.Add(await MeasureAsync("floor ", process, requests, connections, seconds));
            }

            using (var process = await ServerProcess.StartToolTimeAsync(postgres))
            {
                server.Add(await MeasureAsync("server", process, requests, connections, seconds));
            }
        }

        var (floorMedian, serverMedian) = (MedianOf(floor), MedianOf(server));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(postgres is null ? "SQLite" : "PostgreSQL")}, {requests.Length} bytes a request, {connections} connections: floor {floorMedian:N0}/s, server {serverMedian:N0}/s, ratio {serverMedian / floorMedian:N2}"));
    }

    private static double MedianOf(List<LoadResult> results) => results.Select(result => result.PerSecond).Order().ElementAt(results.Count / 2);

    private static async Task<LoadResult> MeasureAsync(string name, ServerProcess process, Requests requests, int connections, int seconds)
    {
        // What is compiled and made at first use is not what is measured.
        await Load.RunAsync(process.Port, requests, connections, TimeSpan.FromSeconds(3));
        var result = await Load.RunAsync(process.Port, requests, connections, TimeSpan.FromSeconds(seconds));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {result.PerSecond,9:N0}/s  {process.ResidentMiB,6:N0} MiB  {result}"));
        return result;
    }
}

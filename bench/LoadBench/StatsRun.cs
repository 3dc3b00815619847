using System.Globalization;

namespace ToolTime.LoadBench;

/// <summary>
/// GET /v1/api/stats of the demo's newest week beside a constant answer of the same bytes and headers, and beside its own 304.
/// </summary>
internal static class StatsRun
{
    private const string Path = "/v1/api/stats";
    private const string CopyFile = "constant.json";

    /// <summary>Looks without change after which the demo is through with its weeks.</summary>
    private const int Standing = 20;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestFilling = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(int seconds, int connections, int rounds)
    {
        var (constant, stats, unchanged) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            using var server = await ServerProcess.StartDemoAsync();
            var (body, etag) = await ReadAsync(server.Port);
            using var baseline = await ServerProcess.StartConstantAsync(CopyFile, body, etag);
            constant.Add(
                await MeasureAsync($"constant, {body.Length:N0} bytes", baseline, new OneRequest(Path), connections, seconds, status: 200)
            );
            stats.Add(await MeasureAsync("stats", server, new OneRequest(Path), connections, seconds, status: 200));
            unchanged.Add(await MeasureAsync("stats, unchanged", server, new OneRequest(Path, etag), connections, seconds, status: 304));
        }

        var (baselineMedian, statsMedian, unchangedMedian) = (MedianOf(constant), MedianOf(stats), MedianOf(unchanged));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{connections} connections: constant {baselineMedian:N0}/s, stats {statsMedian:N0}/s, ratio {statsMedian / baselineMedian:N2}; 304 {unchangedMedian:N0}/s"
            )
        );
    }

    /// <summary>The stats once they are complete: the demo fills its database while it serves.</summary>
    private static async Task<(byte[] Body, string ETag)> ReadAsync(int port)
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        using var deadline = new CancellationTokenSource(LongestFilling, TimeProvider.System);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        var (newest, standing) = ("", 0);
        while (await pause.WaitForNextTickAsync(deadline.Token))
        {
            using var answer = await client.GetAsync(new Uri(Path, UriKind.Relative), deadline.Token);
            var etag = answer.Headers.ETag?.ToString() ?? "";
            standing = etag == newest ? standing + 1 : 0;
            newest = etag;
            if (answer.IsSuccessStatusCode && standing == Standing)
            {
                return (await answer.Content.ReadAsByteArrayAsync(deadline.Token), etag);
            }
        }

        throw new InvalidOperationException("The demo published nothing.");
    }

    private static async Task<double> MeasureAsync(
        string name,
        ServerProcess process,
        OneRequest request,
        int connections,
        int seconds,
        int status
    )
    {
        await Load.RunAsync(process.Port, request, connections, WarmUp);
        var before = process.Processor;
        var result = await Load.RunAsync(process.Port, request, connections, TimeSpan.FromSeconds(seconds));
        var perSecond = result.Of(status) / (double)seconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-24} {perSecond,9:N0}/s  {(process.Processor - before).TotalMicroseconds / (perSecond * seconds),5:N1} us of processor each  {result}"
            )
        );
        return perSecond;
    }

    private static double MedianOf(List<double> results) => results.Order().ElementAt(results.Count / 2);
}

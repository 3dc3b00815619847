using System.Globalization;

namespace ToolTime.LoadBench;

/// <summary>The server compared with the baseline, alternating in one run.</summary>
internal static class SpeedRun
{
    /// <summary>Most of what is compiled at first use, and again when it is found to be hot, is through by then.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    /// <summary>Submissions; 0 submitters for a new token each.</summary>
    public static Task RunAsync(int seconds, int connections, int rounds, int submitters, string? postgres)
    {
        var names = new LoadNames(200);
        return RunAsync(
            new Requests(Load.Today, names, submitters),
            submitters == 0 ? "a new token each" : $"{submitters:N0} tokens",
            seconds,
            connections,
            rounds,
            postgres,
            () => ServerProcess.StartToolTimeAsync(names, postgres, "--Ingestion:PerTokenPerDay", submitters == 0 ? "10" : "0")
        );
    }

    /// <summary>Events of telemetry; 0 devices for a new one each.</summary>
    public static Task RunTelemetryAsync(int seconds, int connections, int rounds, int devices, string? postgres) =>
        RunAsync(
            new TelemetryRequests(devices),
            devices == 0 ? "a new device each" : $"{devices:N0} devices",
            seconds,
            connections,
            rounds,
            postgres,
            () => ServerProcess.StartToolTimeAsync(null, postgres)
        );

    private static async Task RunAsync(
        IRequests requests,
        string what,
        int seconds,
        int connections,
        int rounds,
        string? postgres,
        Func<Task<ServerProcess>> start
    )
    {
        var (baseline, server) = (new List<Measured>(), new List<Measured>());
        for (var round = 0; round < rounds; round++)
        {
            using (var process = await ServerProcess.StartBaselineAsync(postgres))
            {
                baseline.Add(await MeasureAsync("baseline ", process, requests, connections, seconds));
            }

            using (var process = await start())
            {
                server.Add(await MeasureAsync("server", process, requests, connections, seconds));
            }
        }

        var (baselineSpeed, serverSpeed) = (MedianOf(baseline, run => run.PerSecond), MedianOf(server, run => run.PerSecond));
        var (baselineCost, serverCost) = (MedianOf(baseline, run => run.ProcessorMicros), MedianOf(server, run => run.ProcessorMicros));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(postgres is null ? "SQLite" : "PostgreSQL")}, {requests.LargestLength} bytes a request, {connections} connections, {what}: baseline {baselineSpeed:N0}/s, server {serverSpeed:N0}/s, ratio {serverSpeed / baselineSpeed:N2}; processor {baselineCost:N0} and {serverCost:N0} us each, ratio {baselineCost / serverCost:N2}"
            )
        );
    }

    private static double MedianOf(List<Measured> results, Func<Measured, double> figure) =>
        results.Select(figure).Order().ElementAt(results.Count / 2);

    private static async Task<Measured> MeasureAsync(string name, ServerProcess process, IRequests requests, int connections, int seconds)
    {
        await Load.RunAsync(process.Port, requests, connections, WarmUp);
        var before = process.Processor;
        var result = await Load.RunAsync(process.Port, requests, connections, TimeSpan.FromSeconds(seconds));
        var each = (process.Processor - before).TotalMicroseconds / (result.PerSecond * seconds);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name} {result.PerSecond,9:N0}/s  {each,5:N0} us of processor each  {process.ResidentMiB,6:N0} MiB  {result}"
            )
        );
        return new(result.PerSecond, each);
    }

    private sealed record Measured(double PerSecond, double ProcessorMicros);
}

using System.Globalization;

namespace ToolTime.LoadBench;

/// <summary>How speed and memory move with the submitters that are active and the names that an operator lists.</summary>
internal static class ScaleRun
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestFilling = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(int seconds, int connections, string? postgres)
    {
        Console.WriteLine(
            "| active submitters | names | submissions/s | us of processor each | median ms | p99 ms | MiB | KiB a submitter |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var names in (int[])[200, 2_000])
        {
            foreach (var submitters in (int[])[1_000, 10_000, 100_000])
            {
                await MeasureAsync(submitters, names, seconds, connections, postgres);
            }
        }
    }

    private static async Task MeasureAsync(int submitters, int nameCount, int seconds, int connections, string? postgres)
    {
        var names = new LoadNames(nameCount);

        // A thousand submitters at thousands a second come more often than a day allows.
        using var server = await ServerProcess.StartToolTimeAsync(names, postgres, "--Ingestion:PerTokenPerDay", "0");
        await Load.RunAsync(server.Port, new Requests(Load.Today, names, submitters: 100), connections, WarmUp);
        var before = server.ResidentMiB;
        var requests = new Requests(Load.Today, names, submitters);
        await Load.RunAsync(server.Port, requests, connections, LongestFilling, submitters);
        var grown = server.ResidentMiB - before;
        var processor = server.Processor;
        var result = await Load.RunAsync(server.Port, requests, connections, TimeSpan.FromSeconds(seconds));
        var each = (server.Processor - processor).TotalMicroseconds / (result.PerSecond * seconds);
        var (_, _, median, p99) = result.Statuses.Single(status => status.Status == 200);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {submitters:N0} | {nameCount:N0} | {result.PerSecond:N0} | {each:N0} | {median:N1} | {p99:N1} | {server.ResidentMiB:N0} | {grown * 1024 / submitters:N1} |"
            )
        );
    }
}

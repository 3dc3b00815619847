using System.Diagnostics;
using System.Globalization;

namespace ToolTime.ClusterBench;

/// <summary>
/// A day of everything in an hour: reports, telemetry, readers of every kind, publications; on one server over SQLite, or on several over
/// PostgreSQL, of which one is killed now and then. In the end what is stored is held against what was acknowledged.
/// </summary>
internal static class DayRun
{
    private const int Workers = 32;

    /// <summary>32 workers of 1,000 submitters, one report in 0.3 s each: 107 a second, 384,000 in the hour.</summary>
    private const int SubmittersOfWorker = 1_000;

    /// <summary>An hour of the day.</summary>
    private const int RowsOfTable = 24;

    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(300);

    /// <param name="silos">One for a server over SQLite.</param>
    /// <param name="length">How long the day takes.</param>
    public static async Task<int> RunAsync(int silos, TimeSpan length)
    {
        await using IStore store = silos == 1 ? new SqliteFile() : await PostgresProcess.StartAsync();
        await using var cluster = await Cluster.StartAsync(store, silos);
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        using var load = new Load(cluster.Silos, Workers, SubmittersOfWorker, day, BetweenReports);
        using var visitors = new Visitors(cluster.Silos);
        load.Start();
        visitors.Start();
        Console.WriteLine("| minute | reports | a second | p50 ms | p99 ms | longest ms | MiB of each server |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        for (var row = 0; row < RowsOfTable; row++)
        {
            var from = Stopwatch.GetTimestamp();
            var killed = silos > 1 && row % 4 == 3 ? cluster.Silos[row / 4 % silos] : null;
            killed?.Signal("KILL");
            await Task.Delay(length / RowsOfTable / 2, TimeProvider.System);
            await (killed?.StartAsync() ?? Task.CompletedTask);
            await Task.Delay(length / RowsOfTable / 2, TimeProvider.System);
            await cluster.MaintainAsync();
            var minute = string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes * (row + 1) / RowsOfTable:f1}");
            var memory = string.Join(", ", cluster.Silos.Select(silo => silo.ResidentBytes >> 20));
            var happened = killed is null ? "" : $" ({killed.Name} killed)";
            Console.WriteLine($"{load.Between(from, Stopwatch.GetTimestamp()).Row(minute)} {memory}{happened} |");
        }

        await load.StopAsync();
        await visitors.StopAsync();
        await cluster.MaintainAsync();
        var faults = await Audit.FaultsAsync(load.Submitters, store);
        Console.WriteLine(
            $"{load.Submitters.Sum(worker => worker.Acknowledged)} reports acknowledged; {load.Refused} answers of 503, {load.Broken} requests without an answer, all sent again."
        );
        faults.AddRange(visitors.Faults(silos > 1));
        Console.WriteLine(
            $"{visitors.Answered} answers to readers and telemetry, {visitors.Broken} requests without one, {visitors.Refused} answers of 503."
        );
        Console.WriteLine(faults.Count == 0 ? "Nothing acknowledged was lost, nothing was counted twice." : $"{faults.Count} faults:");
        faults.Take(20).ToList().ForEach(Console.WriteLine);
        return faults.Count == 0 ? 0 : 1;
    }
}

using System.Diagnostics;

namespace ToolTime.ClusterBench;

/// <summary>
/// Three servers under load, to which everything happens that happens to servers; then what is stored is held against what was
/// acknowledged.
/// </summary>
internal static class FaultRun
{
    private const int Silos = 3;
    private const int SubmittersOfWorker = 200;

    public static async Task<int> RunAsync(TimeSpan phase, int workers)
    {
        await using var postgres = await PostgresProcess.StartAsync();
        await using var cluster = await Cluster.StartAsync(postgres, Silos);
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        using var load = new Load(cluster.Silos, workers, SubmittersOfWorker, day);
        load.Start();
        var wait = () => Task.Delay(phase, TimeProvider.System);
        var silos = cluster.Silos;

        await MeasureAsync(load, "warming up, not counted", wait);
        Console.WriteLine("| phase | reports | a second | p50 ms | p99 ms | longest ms |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await MeasureAsync(load, "three servers", wait);
        await MeasureAsync(load, "one killed with -9, and down", () =>
        {
            silos[2].Signal("KILL");
            return wait();
        });
        await MeasureAsync(load, "it comes back", () => Task.WhenAll(silos[2].StartAsync(), wait()));
        await MeasureAsync(load, "one stopped for the time and continued", async () =>
        {
            silos[1].Signal("STOP");
            await wait();
            silos[1].Signal("CONT");
        });
        await MeasureAsync(load, "it comes back, started again if it ended itself", () => Task.WhenAll(ReviveAsync(silos[1]), wait()));
        await MeasureAsync(load, "PostgreSQL crashed and started", async () =>
        {
            await postgres.CrashAsync();
            await postgres.StartAgainAsync();
            await wait();
        });
        await MeasureAsync(load, "each server stopped and started in turn", () => RestartInTurnAsync(silos));
        await MeasureAsync(load, "three servers", wait);

        await load.StopAsync();
        await cluster.MaintainAsync();
        var faults = await Audit.FaultsAsync(load.Submitters, postgres);
        Console.WriteLine(
            $"{load.Submitters.Sum(worker => worker.Acknowledged)} reports acknowledged; {load.Refused} answers of 503, {load.Broken} requests without an answer, all sent again."
        );
        Console.WriteLine(faults.Count == 0 ? "Nothing acknowledged was lost, nothing was counted twice." : $"{faults.Count} faults:");
        faults.Take(20).ToList().ForEach(Console.WriteLine);
        foreach (var silo in silos)
        {
            File.Copy(silo.LogPath, Path.Combine(Path.GetTempPath(), $"tooltime-bench-{silo.Name}.log"), overwrite: true);
        }

        return faults.Count == 0 ? 0 : 1;
    }

    private static async Task MeasureAsync(Load load, string name, Func<Task> happen)
    {
        var from = Stopwatch.GetTimestamp();
        await happen();
        Console.WriteLine(load.Between(from, Stopwatch.GetTimestamp()).Row(name));
    }

    /// <summary>A server that the others gave up for dead ends itself when it learns of it; what supervises it starts it again.</summary>
    private static async Task ReviveAsync(SiloProcess silo)
    {
        var ended = silo.EndAsync();
        if (await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System)) == ended)
        {
            await silo.StartAsync();
        }
    }

    private static async Task RestartInTurnAsync(IReadOnlyList<SiloProcess> silos)
    {
        foreach (var silo in silos)
        {
            silo.Signal("TERM");
            await silo.EndAsync();
            await silo.StartAsync();
        }
    }
}

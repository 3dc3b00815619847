using System.Diagnostics;

namespace ToolTime.ClusterBench;

/// <summary>Measures submissions a second and their latency, and what each part takes for it.</summary>
internal static class LoadRun
{
    private const int SubmittersOfWorker = 400;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync(int silos, TimeSpan length, int workers)
    {
        await using var postgres = await PostgresProcess.StartAsync();
        await using var cluster = await Cluster.StartAsync(postgres, silos);
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        using var load = new Load(cluster.Silos, workers, SubmittersOfWorker, day);
        load.Start();
        await Task.Delay(WarmUp, TimeProvider.System);
        var (from, before, ofPostgres, bytes) = (Stopwatch.GetTimestamp(), Taken(cluster), postgres.ProcessorTime, LoopbackBytes());
        await Task.Delay(length, TimeProvider.System);
        var (to, after, ofPostgresAfter, bytesAfter) = (
            Stopwatch.GetTimestamp(),
            Taken(cluster),
            postgres.ProcessorTime,
            LoopbackBytes()
        );
        await load.StopAsync();
        await cluster.MaintainAsync();
        var faults = await Audit.FaultsAsync(load.Submitters, postgres);

        var latencies = load.Between(from, to);
        Console.WriteLine("| servers | reports | a second | p50 ms | p99 ms | longest ms |");
        Console.WriteLine(latencies.Row($"{silos}"));
        Console.WriteLine(
            $"processor a report: servers {(after - before).TotalMicroseconds / latencies.Count:f0} us, PostgreSQL {(ofPostgresAfter - ofPostgres).TotalMicroseconds / latencies.Count:f0} us"
        );
        Console.WriteLine($"network a report, between all parts: {(bytesAfter - bytes) / latencies.Count} bytes");
        Console.WriteLine(
            $"memory: {string.Join(", ", cluster.Silos.Select(silo => $"{silo.ResidentBytes / 1_048_576} MiB"))}; refused {load.Refused}, without an answer {load.Broken}"
        );
        faults.ForEach(Console.WriteLine);
        return faults.Count == 0 ? 0 : 1;
    }

    // Everything runs on this machine and speaks by loopback; others on it do so too, so it is at most this.
    private static long LoopbackBytes() => long.Parse(File.ReadAllText("/sys/class/net/lo/statistics/rx_bytes"));

    private static TimeSpan Taken(Cluster cluster) => cluster.Silos.Aggregate(TimeSpan.Zero, (sum, silo) => sum + silo.ProcessorTime);
}

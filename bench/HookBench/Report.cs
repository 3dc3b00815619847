using System.Runtime.InteropServices;
using System.Text;

namespace ToolTime.HookBench;

/// <summary>The results as a table, and as bench/hook.md.</summary>
internal static class Report
{
    public static string Table(IReadOnlyList<(Contender Contender, double[] Milliseconds)> results)
    {
        var own = Quantile(results[0].Milliseconds, 0.5);
        var table = new StringBuilder(
            "| whole process | median ms | p99 ms | tooltime's median / this one's |\n|---|---|---|---|\n"
        );
        foreach (var (contender, times) in results)
        {
            var median = Quantile(times, 0.5);
            table.Append($"| {contender.Name} | {median:0.0} | {Quantile(times, 0.99):0.0} | {own / median:0.00} |\n");
        }

        return table.ToString();
    }

    public static string Document(string table, int rounds, string findings) =>
        $"""
        # `tooltime hook` as a whole process

        `dotnet run --project bench/HookBench -c Release -- {rounds}`, from the repository's root, writes this page. Each contender runs once a round, in a
        changing order; each reads the same recorded hook, the end of a Read, and records it. Python does the same work with `bench/hook.py`.
        An upload hangs where a server has taken its report and never answers. The aims are 2 ms above `cat`, and 0.15 of Debian's Python.

        {table}
        {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} x {Processor()}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}.

        {findings}
        """;

    private static double Quantile(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    private static string Processor() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':')[1]
                .Trim()
                ?? "unknown processor"
            : "unknown processor";
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ToolTime.Transcripts.Tests;

namespace ToolTime.UsageBench;

/// <summary>The results as a table, and as bench/usage.md.</summary>
internal static class Report
{
    public static string Table(IReadOnlyList<(Contender Contender, double[] Milliseconds, double[] Mebibytes)> results)
    {
        var table = new StringBuilder(
            "| whole process | median ms | fastest ms | slowest ms | median of most memory, MiB |\n|---|---|---|---|---|\n"
        );
        foreach (var (contender, times, memory) in results)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"| `{contender.Name}` | {Median(times):0} | {times[0]:0} | {times[^1]:0} | {Median(memory):0} |\n"
            );
        }

        return table.ToString();
    }

    public static string Document(string table, int mebibytes, int rounds, MadeUpTranscripts made, string findings) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        # `tooltime daily` as a whole process

        `dotnet run --project bench/UsageBench -c Release -- CCUSAGE {mebibytes} {rounds}`, from the repository's root, writes this page.
        CCUSAGE is `@ccusage/ccusage-linux-x64/bin/ccusage` of `npm install ccusage@20.0.24`, made executable. Each contender runs once a
        round over the same {made.Bytes >> 20} MiB of made-up transcripts ({made.Totals.Responses} responses), which the system has in memory,
        and must first find the totals that were written. Cold means without an index: it is made and flushed.
        The aims are half of ccusage's time and a quarter of its memory cold, and 100 ms warm.

        {table}
        {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}.

        {findings}
        """);

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];
}

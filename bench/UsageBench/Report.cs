using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ToolTime.Uploader.Tests.Transcripts;

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

    public static string Document(string table, int mebibytes, int rounds, MadeUpTranscripts made) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        # `tooltime daily` as a whole process

        Measured by `dotnet run --project bench/UsageBench -c Release -- CCUSAGE {mebibytes} {rounds}` from the repository's root, which rewrites this page;
        CCUSAGE is the program that `npm install ccusage@20.0.24` brings. Each contender runs once a round, one after the other, over the same
        {made.Bytes >> 20} MiB of made-up transcripts ({made.Totals.Responses} responses), which the system has in memory. Cold means without an index: it is made and put on the disk.
        Before that each must find the totals that were written, token by token.

        {table}
        {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}.

        {File.ReadAllText(Path.Combine("bench", "UsageBench", "findings.md")).TrimEnd()}
        """) + "\n";

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];
}

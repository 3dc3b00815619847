using System.Diagnostics;
using System.Net.Http.Headers;

namespace ToolTime.DemoBench;

/// <summary>One run of the demo.</summary>
/// <param name="Elapsed">From the process's start until it said that it is ready.</param>
/// <param name="Processor">What it used of all processors until then.</param>
/// <param name="PageBytes">The first page, compressed.</param>
internal sealed record DemoRound(TimeSpan Elapsed, TimeSpan Processor, long PageBytes)
{
    private const string Ready = "Demo: ready on ";

    /// <summary>So many names that all lists together hold more than 10,000.</summary>
    private const int MoreNames = 3_000;

    /// <summary>Runs the demo once.</summary>
    /// <param name="clock">The system's clock.</param>
    /// <param name="look">Looks at it while it is ready, or null.</param>
    public static async Task<DemoRound> RunAsync(TimeProvider clock, Func<Uri, Task>? look)
    {
        var folder = Directory.CreateTempSubdirectory("tooltime-bench-");
        var names = Path.Combine(folder.FullName, "names.txt");
        await File.WriteAllLinesAsync(names, Enumerable.Range(0, MoreNames).Select(number => $"add skill made-up-{number:d4}"));
        var begun = clock.GetTimestamp();
        using var server = Process.Start(
            new ProcessStartInfo("dotnet", [ServerPath(), "--demo", "--urls", "http://127.0.0.1:0", "--Names:File", names])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
            }
        )!;
        try
        {
            var address = await ReadyAsync(server.StandardOutput);
            var (elapsed, processor) = (clock.GetElapsedTime(begun), server.TotalProcessorTime);
            _ = server.StandardOutput.ReadToEndAsync();
            var round = new DemoRound(elapsed, processor, await PageBytesAsync(address));
            if (look is not null)
            {
                await look(address);
            }

            return round;
        }
        finally
        {
            // Asked to end, it takes its database with it.
            using var end = Process.Start("kill", ["-TERM", $"{server.Id}"]);
            await server.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Uri> ReadyAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Ready, StringComparison.Ordinal) is >= 0 and var at)
            {
                return new(line[(at + Ready.Length)..].Split(' ')[0]);
            }
        }

        throw new InvalidOperationException("The demo ended before it was ready.");
    }

    private static async Task<long> PageBytesAsync(Uri address)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        return (await client.GetByteArrayAsync(address)).Length;
    }

    /// <summary>What was built beside this program: artifacts/bin/Silo/CONFIGURATION.</summary>
    private static string ServerPath()
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(mine.Parent!.Parent!.FullName, "Silo", mine.Name, "ToolTime.Silo.dll");
    }
}

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

    public static async Task<DemoRound> RunAsync(TimeProvider clock)
    {
        var folder = Directory.CreateTempSubdirectory("tooltime-bench-");
        var begun = clock.GetTimestamp();
        using var server = Process.Start(
            new ProcessStartInfo("dotnet", [ServerPath(), "--demo", "--urls", "http://127.0.0.1:0"])
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
            return new(elapsed, processor, await PageBytesAsync(address));
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

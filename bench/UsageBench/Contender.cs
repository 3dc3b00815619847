using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ToolTime.Transcripts.Tests;

namespace ToolTime.UsageBench;

/// <summary>A program that reads all of the transcripts, as a whole process.</summary>
internal sealed record Contender(string Name, string Program, string[] Arguments, string Root)
{
    /// <summary>Done before each run, and not measured.</summary>
    public Action Prepare { get; init; } = () => { };

    /// <summary>
    /// The members of its JSON's totals that hold input, output, cache writes and cache reads; null if it prints none.
    /// </summary>
    public string[]? Members { get; init; }

    private string Home => Path.Combine(Root, "home");

    public static IReadOnlyList<Contender> All(string root, string client, string ccusage)
    {
        string[] own = ["input_tokens", "output_tokens", "cache_write_tokens", "cache_read_tokens"];
        var cold = new Contender("tooltime daily, cold", client, ["daily", "--json", "--timezone", "UTC"], root) { Members = own };
        return
        [
            cold with { Prepare = cold.Forget },
            cold with { Name = "tooltime daily, warm" },
            new("ccusage daily --offline", ccusage, ["daily", "--offline", "--json", "--timezone", "UTC"], root)
            {
                Members = ["inputTokens", "outputTokens", "cacheCreationTokens", "cacheReadTokens"],
            },
            new("grep -c", "/bin/grep", ["-r", "-c", "output_tokens", Path.Combine(root, "claude")], root),
        ];
    }

    /// <summary>Each must really find what was written, or its time says nothing.</summary>
    public void Check(MadeUpTotals totals)
    {
        if (Members is null)
        {
            return;
        }

        var (_, _, output) = Run();
        using var report = JsonDocument.Parse(output);
        var found = Members.Select(member => report.RootElement.GetProperty("totals").GetProperty(member).GetInt64());
        if (!found.SequenceEqual([totals.Input, totals.Output, totals.CacheWrite, totals.CacheRead]))
        {
            throw new InvalidOperationException($"{Name} finds {string.Join(", ", found)}, and not {totals}.");
        }
    }

    /// <summary>How long it took, and the most memory that it held at once.</summary>
    public (TimeSpan Elapsed, double Mebibytes, string Output) Run()
    {
        Prepare();
        var memory = Path.Combine(Root, "memory");
        var start = new ProcessStartInfo("/usr/bin/time", ["-q", "-f", "%M", "-o", memory, Program, .. Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CLAUDE_CONFIG_DIR"] = Path.Combine(Root, "claude");
        start.Environment["HOME"] = Path.Combine(Root, "user");
        start.Environment["TOOLTIME_HOME"] = Home;
        var clock = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(clock);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Name} ended with {process.ExitCode}.");
        }

        return (elapsed, double.Parse(File.ReadAllText(memory), CultureInfo.InvariantCulture) / 1024, output);
    }

    private void Forget()
    {
        if (Directory.Exists(Home))
        {
            Directory.Delete(Home, recursive: true);
        }
    }
}

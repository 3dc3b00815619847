using System.Diagnostics;
using System.Globalization;

namespace ToolTime.LiveBench;

/// <summary>Speed, memory and what an idle hour costs.</summary>
internal static class Load
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Lines a second that are read without a listener.</summary>
    public static async Task<string> SpeedAsync(Served served, int lines)
    {
        const int Files = 20;
        var now = TimeProvider.System.GetUtcNow();
        var contents = Enumerable
            .Range(0, Files)
            .Select(file => string.Concat(Enumerable.Range(0, lines / Files).Select(i => Lines.Response($"speed-{file}-{i}", $"speed-{file}", now))))
            .ToList();
        var bytes = contents.Sum(content => (long)content.Length);
        var before = (await served.StatusAsync())["collector"]!["bytes_read"]!.GetValue<long>();
        var (began, cpu) = (Stopwatch.GetTimestamp(), served.Usage().Cpu);
        for (var file = 0; file < Files; file++)
        {
            await File.WriteAllTextAsync(Served.Transcript(served.Root, $"speed-{file}"), contents[file]);
        }

        while ((await served.StatusAsync())["collector"]!["bytes_read"]!.GetValue<long>() - before < bytes)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return string.Create(Culture, $"{lines / seconds:N0} lines a second ({lines:N0} lines, {bytes / 1048576.0:0} MiB, in {seconds:0.00} s with their writing; {served.Usage().Cpu - cpu:0.00} s of processor)");
    }

    /// <summary>Memory with many active sessions.</summary>
    public static async Task<string> SessionsAsync(Served served, int sessions)
    {
        for (var i = 0; i < sessions; i++)
        {
            await File.AppendAllTextAsync(
                Served.Transcript(served.Root, $"session-{i}"),
                Lines.Response($"session-{i}", $"session-{i}", TimeProvider.System.GetUtcNow())
            );
        }

        while ((await served.StatusAsync())["sessions"]!.GetValue<int>() < sessions)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        var most = served.Usage().ResidentMiB;
        while ((await served.StatusAsync())["collector"]!["unsaved"]!.GetValue<int>() > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        return string.Create(
            Culture,
            $"{most:0.0} MiB resident as {sessions:N0} sessions begin, {served.Usage().ResidentMiB:0.0} once what they did is stored"
        );
    }

    /// <summary>What it takes while nothing happens.</summary>
    public static async Task<string> IdleAsync(Served served, TimeSpan length)
    {
        // What came before has been written by then.
        await Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System);
        var before = served.Usage();
        await Task.Delay(length, TimeProvider.System);
        var after = served.Usage();
        return string.Create(
            Culture,
            $"{(after.Cpu - before.Cpu) / length.TotalSeconds * 100:0.000}% of a core and {after.Read - before.Read:N0} bytes read in {length.TotalMinutes:0.#} minutes"
        );
    }

    /// <summary>How memory grows while agents work as fast as a busy day has it, ten lines a second.</summary>
    public static async Task<string> GrowthAsync(Served served, TimeSpan length)
    {
        async Task WriteAsync(TimeSpan time, string name)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; Stopwatch.GetElapsedTime(began) < time; i++)
            {
                await File.AppendAllTextAsync(
                    Served.Transcript(served.Root, $"growth-{i % 10}"),
                    Lines.Response($"{name}-{i}", $"growth-{i % 10}", TimeProvider.System.GetUtcNow())
                );
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }

        await WriteAsync(length / 6, "warm");
        var before = served.Usage().ResidentMiB;
        await WriteAsync(length, "growth");
        var after = served.Usage().ResidentMiB;
        return string.Create(Culture, $"{before:0.0} MiB, then {after:0.0} after {length.TotalMinutes:0.#} minutes of ten lines a second");
    }
}

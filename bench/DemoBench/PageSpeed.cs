using System.Diagnostics;
using Microsoft.Playwright;

namespace ToolTime.DemoBench;

/// <summary>
/// How fast pages are, in Debian's chromium without a window: when the largest thing of a page is painted, and how long a search takes.
/// </summary>
internal static class PageSpeed
{
    private const string Executable = "/usr/bin/chromium";
    private const int Visits = 5;

    private static readonly string[] Pages = ["/", "/?window=4w", "/mcp_server/github", "/compare", "/search?q=git", "/telemetry"];

    // The browser's own measure; it says nothing more once a page is left alone.
    private const string Observe = """
        window.largest = 0;
        new PerformanceObserver(list => list.getEntries().forEach(entry => window.largest = entry.startTime)).observe({ type: 'largest-contentful-paint', buffered: true });
        """;

    public static async Task MeasureAsync(Uri server)
    {
        if (!File.Exists(Executable))
        {
            Console.WriteLine("chromium is not installed: no page was painted");
            return;
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = ["--no-sandbox", "--disable-gpu"] });
        foreach (var path in Pages)
        {
            var painted = new List<double>();
            for (var visit = 0; visit < Visits; visit++)
            {
                // A context of its own has an empty cache, as a first visit has.
                await using var context = await browser.NewContextAsync();
                var page = await context.NewPageAsync();
                await page.AddInitScriptAsync(Observe);
                await page.GotoAsync(new Uri(server, path).ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
                painted.Add(await page.EvaluateAsync<double>("() => window.largest"));
            }

            painted.Sort();
            Console.WriteLine($"{path}: largest paint {painted[Visits / 2]:0} ms (median of {Visits} first visits, {painted[0]:0} to {painted[^1]:0})");
        }
    }

    /// <summary>Times searches among all listed names, one after the other.</summary>
    public static async Task SearchAsync(HttpClient client)
    {
        var times = new List<double>();
        foreach (var text in Enumerable.Repeat((string[])["a", "git", "server", "nobody-lists-it", "mcp", "e"], 10).SelectMany(texts => texts))
        {
            var clock = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri($"/v1/api/names?q={text}", UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"search: median {times[times.Count / 2]:0.0} ms, slowest {times[^1]:0.0} of {times.Count}");
    }
}

using System.Text.RegularExpressions;

namespace ToolTime.Silo.Tests;

/// <summary>/metrics shows what docs/operating.md lists.</summary>
public sealed partial class FiguresTests : ServerTest
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 34, 0, TimeSpan.Zero);

    [GeneratedRegex(@"^\| `(tooltime_[a-z_]+)(\{([a-z]+)\})?` \| (counter|gauge|histogram) \|", RegexOptions.Multiline)]
    private static partial Regex Documented { get; }

    [GeneratedRegex(@"^# TYPE (tooltime_[a-z_]+) ([a-z]+)$", RegexOptions.Multiline)]
    private static partial Regex Reported { get; }

    [GeneratedRegex(@"^(tooltime_[a-z_]+?)(?:_bucket|_sum|_count)?\{([a-z]+)=""([a-z_0-9]+)""", RegexOptions.Multiline)]
    private static partial Regex Labelled { get; }

    [Fact]
    public async Task Metrics_AfterWork_AreAmongThoseInTheDocs()
    {
        await using var server = await StartProcessAsync(Now);
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(1, "2026-11-15", calls: 3)));
        using (var answer = await server.PostJsonAsync(
            "/api/v1/telemetry/startup",
            new System.Text.Json.Nodes.JsonObject { ["device_id"] = "a", ["version"] = "1.0.0", ["os"] = "linux" }))
        {
            Assert.Equal(200, (int)answer.StatusCode);
        }

        await server.RunMaintenanceAsync();
        var text = await GetAsync(server);

        var documented = Documented.Matches(await File.ReadAllTextAsync(DocsPath(), TestContext.Current.CancellationToken))
            .ToDictionary(row => row.Groups[1].Value, row => (Kind: row.Groups[4].Value, Label: row.Groups[3].Value));
        var reported = Reported.Matches(text).ToDictionary(line => line.Groups[1].Value, line => line.Groups[2].Value);
        Assert.DoesNotContain(reported, metric => documented.GetValueOrDefault(metric.Key).Kind != metric.Value);

        // What has not happened yet is not shown, nor what is measured once a minute.
        Assert.Subset(
            new HashSet<string>([
                "tooltime_limits_hit_total", "tooltime_live_usage_dropped_total",
                "tooltime_storage_oldest_row_age_seconds", "tooltime_storage_queue_refused_total", "tooltime_storage_size_bytes"]),
            documented.Keys.Except(reported.Keys).ToHashSet());

        var labelled = Labelled.Matches(text).Where(line => line.Groups[2].Value != "le").ToList();
        Assert.All(labelled, line => Assert.Equal(documented[line.Groups[1].Value].Label, line.Groups[2].Value));
    }

    private static async Task<string> GetAsync(ServerProcess server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", RunningServer.AdminToken) },
        };
        using var response = await server.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static string DocsPath()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in their working tree.");
        }

        return Path.Combine(folder, "docs", "operating.md");
    }
}

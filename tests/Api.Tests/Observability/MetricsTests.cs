using System.Net;
using System.Text.RegularExpressions;
using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Observability;

/// <summary>Counters are read from a separate server that no other test uses.</summary>
public sealed partial class MetricsTests(ServerFixture shared)
{
    [Fact]
    public async Task Get_AfterSubmissions_CountsThemByOutcomeAndReportsTheOldestRowsAge()
    {
        await using var server = await ServerProcess.StartAsync(Report.Now);
        var report = Report.DayCells(("2026-11-23", 1));
        foreach (var _ in (int[])[1, 2])
        {
            using var response = await server.PostJsonAsync("/v1/api/submit", report);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var text = await GetAsync(server);
        Assert.Contains(
            "# TYPE tooltime_submissions_total counter\ntooltime_submissions_total{outcome=\"accepted\"} 1\ntooltime_submissions_total{outcome=\"duplicate\"} 1\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("# TYPE tooltime_storage_commit_size histogram\n", text, StringComparison.Ordinal);
        Assert.Matches(@"tooltime_storage_commit_duration_seconds_count\{outcome=""committed""\} [1-9]", text);
        Assert.Contains("tooltime_storage_queue_depth 0\n", text, StringComparison.Ordinal);
        Assert.Contains("orleans_grains{grain_type=\"submitter\"} 1\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\norleans_catalog_activation_latency_count\{[^}]*grain_type=""submitter""[^}]*\} 1\n", text);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
        Assert.Contains("tooltime_live_usage_queue_depth ", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE tooltime_submissions_under_way gauge\ntooltime_submissions_under_way 0\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Line(), line));

        // The age is measured at the start, and then each minute.
        await server.StopAsync();
        await server.StartAsync();
        while (!text.Contains("oldest_row_age_seconds ", StringComparison.Ordinal))
        {
            text = await GetAsync(server);
        }

        Assert.Contains($"tooltime_storage_oldest_row_age_seconds {47 * 3600}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AfterALimitAndMaintenance_ReportsWhichAndHowLong()
    {
        await using var server = await ServerProcess.StartAsync(Report.Now, "--Ingestion:PerTokenPerDay", "1");
        var report = Report.DayCells(("2026-11-23", 1));
        using (await server.PostJsonAsync("/v1/api/submit", report))
        {
            report["days"]![0]!["revision"] = 2;
            using var refused = await server.PostJsonAsync("/v1/api/submit", report);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        }

        await server.RunMaintenanceAsync();
        var text = await GetAsync(server);
        Assert.Contains("tooltime_limits_hit_total{limit=\"token\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("tooltime_maintenance_step_duration_seconds_count{step=\"rollup\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("tooltime_maintenance_step_duration_seconds_count{step=\"idle\"} 1\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\ntooltime_storage_size_bytes [1-9][0-9]+\n", text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    public async Task Get_WithoutTheToken_Is401(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await shared.Server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [GeneratedRegex(@"^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([A-Za-z_]+=""[^""]*"",?)+\})? -?[0-9.E+-]+)\z")]
    private static partial Regex Line();

    private static async Task<string> GetAsync(RunningServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", RunningServer.AdminToken) },
        };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}

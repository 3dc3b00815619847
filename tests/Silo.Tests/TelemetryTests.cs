using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests;

/// <summary>What the server exports by OTLP, and what it never does.</summary>
public sealed class TelemetryTests : ServerTest
{
    private const string Canary = "c0ffee5ec2e7ca9a21e5c0ffee5ec2e7";

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 34, 0, TimeSpan.Zero);

    [Fact]
    public async Task Otlp_WhereACollectorIsNamed_GetsSpansAndMetricsAndNothingPrivate()
    {
        await using var collector = await Collector.StartAsync();
        await using var server = ServerProcess.Prepare(Now, await StorageAsync());
        server.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        server.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        server.Environment["OTEL_BSP_SCHEDULE_DELAY"] = "100";
        server.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "200";
        await server.StartAsync();

        await SubmitCanariesAsync(server);
        await server.RunMaintenanceAsync();
        server.SetClock(Now.AddDays(10));
        await server.RunMaintenanceAsync();
        await collector.WaitForAsync(
            "/v1/traces",
            "POST /v1/api/submit",
            "tooltime.outcome",
            "accepted",
            "commit",
            "rollup",
            "publication",
            "/v1/metrics",
            "tooltime.submissions",
            "tooltime.storage.commit.duration",
            "tooltime.maintenance.step.duration",
            "dotnet.gc.collections",
            "service.name",
            "tooltime"
        );
        Assert.Equal(0, await server.StopAsync());

        // The search finds existing text of the same form, so what it does not find is not there.
        Assert.Contains("/{**name}", collector.Received, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, collector.Received, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Encoding.Latin1.GetString(Convert.FromHexString(Canary)), collector.Received, StringComparison.Ordinal);
        Assert.DoesNotContain(RunningServer.AdminToken, collector.Received, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113", collector.Received, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Folder, collector.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Otlp_WhereItIsSwitchedOff_IsSilent()
    {
        await using var collector = await Collector.StartAsync();
        await using var server = ServerProcess.Prepare(Now, await StorageAsync());
        server.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        server.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        server.Environment["OTEL_SDK_DISABLED"] = "true";
        await server.StartAsync();
        await SubmitCanariesAsync(server);
        Assert.Equal(0, await server.StopAsync());
        Assert.Empty(collector.Received);
    }

    /// <summary>Puts a canary everywhere that a caller may write something: token, names, trace, headers, path and query.</summary>
    private static async Task SubmitCanariesAsync(ServerProcess server)
    {
        var report = Reports.Cell(1, "2026-11-15", calls: 3);
        report["submission_token"] = Canary;
        report["days"]![0]!["tools"]![Canary] = new JsonObject { ["calls"] = 1, ["errors"] = 0, ["rejections"] = 0 };
        using var submit = new HttpRequestMessage(HttpMethod.Post, $"/v1/api/submit?{Canary}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(report.ToJsonString()))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        using var page = new HttpRequestMessage(HttpMethod.Get, $"/tool/{Canary}?client={Canary}");
        using var unknown = new HttpRequestMessage(HttpMethod.Parse("CANARY" + Canary), $"/nowhere/{Canary}");
        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"/v1/api/user/{Canary}9");
        foreach (var request in (HttpRequestMessage[])[submit, page, unknown, delete])
        {
            request.Headers.Add("traceparent", $"00-{Canary}-c0ffee5ec2e7ca9a-01");
            request.Headers.Add("tracestate", $"vendor={Canary}");
            request.Headers.Add("baggage", $"key={Canary}");
            request.Headers.Add("User-Agent", Canary);
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
            using var response = await server.Client.SendAsync(request);
            Assert.NotEqual(500, (int)response.StatusCode);
        }
    }
}

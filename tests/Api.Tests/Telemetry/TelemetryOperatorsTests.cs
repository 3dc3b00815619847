using ToolTime.TestServer;
using static ToolTime.Api.Tests.Telemetry.TelemetryClient;

namespace ToolTime.Api.Tests.Telemetry;

/// <summary>What operators do with devices, and what limits an address.</summary>
public sealed class TelemetryOperatorsTests
{
    private const string List = "/v1/api/admin/telemetry";

    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly (string, string) Authorization = ("Authorization", $"Bearer {RunningServer.AdminToken}");

    [Fact]
    public async Task Quarantine_ADevice_LeavesItOutUntilItIsReleased()
    {
        await using var server = await InProcessServer.StartAsync(Noon);
        await server.TakeAsync(StartupPath, "a", 11, Startup);
        await server.TakeAsync(StartupPath, "loud", 1, Startup);
        await server.TakeAsync(TaskPath, "loud", 1, Task);
        var devices = (await server.SendAsync("GET", $"{List}?limit=1", Authorization)).Json["devices"]!.AsArray();
        var loud = Assert.Single(devices)!;
        Assert.Equal(("cli", "2026-11-24", 2, false), ((string?)loud["app"], (string?)loud["day"], (int)loud["events"]!, (bool)loud["quarantined"]!));

        var path = $"{List}/quarantine/{(string?)loud["id"]}";
        Assert.Equal("""200 {"status":"quarantined"}""", (await server.SendAsync("PUT", path, Authorization)).Verdict);
        Assert.Equal(11, (int)(await server.PublishAsync())["devices"]!);
        await server.TakeAsync(StartupPath, "loud", 1, Startup);
        await server.TakeAsync(StartupPath, "a", 10, Startup);
        Assert.Equal(21, (int)(await server.PublishAsync())["startups"]!);
        Assert.True((bool)(await server.SendAsync("GET", List, Authorization)).Json["devices"]![0]!["quarantined"]!);

        Assert.Equal("""200 {"status":"released"}""", (await server.SendAsync("DELETE", path, Authorization)).Verdict);
        await server.TakeAsync(StartupPath, "a", 10, Startup);
        Assert.Equal(33, (int)(await server.PublishAsync())["startups"]!);
    }

    [Fact]
    public async Task Quarantine_NoDevice_IsRefused()
    {
        await using var server = await InProcessServer.StartAsync(Noon);
        (await server.SendAsync("PUT", $"{List}/quarantine/{Guid.NewGuid():n}", Authorization)).AssertFaults(404, new Fault("", "missing"));
        (await server.SendAsync("PUT", $"{List}/quarantine/xyz", Authorization)).AssertFaults(400, new Fault("", "pattern"));
        (await server.SendAsync("GET", $"{List}?limit=0", Authorization)).AssertFaults(400, new Fault("", "range"));
        (await server.SendAsync("GET", List)).AssertFaults(401, new Fault("", "unauthorized"));
    }

    [Fact]
    public async Task Post_MoreThanAnAddressHas_Is429UntilTheNextDay()
    {
        await using var server = await InProcessServer.StartAsync(
            Noon, "--Telemetry:PerAddressPerDay", "3", "--Ingestion:TrustedProxies:0", "127.0.0.1");
        var body = Startup("a").ToJsonString();
        async Task<Answer> PostFrom(string address)
        {
            using var content = new StringContent(body);
            return await server.SendAsync(HttpMethod.Post, StartupPath, content, ("X-Forwarded-For", address));
        }

        for (var number = 0; number < 3; number++)
        {
            Assert.Equal(Stored, (await PostFrom("192.0.2.1")).Verdict);
        }

        var refused = await PostFrom("192.0.2.1");
        refused.AssertFaults(429, new Fault("", "quota"));
        Assert.Equal("\"address\";q=3;w=86400", refused.Headers["RateLimit-Policy"]);
        Assert.Equal(Stored, (await PostFrom("192.0.2.2")).Verdict);
        server.SetClock(Noon.AddDays(1));
        Assert.Equal(Stored, (await PostFrom("192.0.2.1")).Verdict);
    }
}

using System.Text.Json.Nodes;
using ToolTime.TestServer;
using static ToolTime.Api.Tests.Telemetry.TelemetryClient;

namespace ToolTime.Api.Tests.Telemetry;

/// <summary>From events to figures, on separate servers.</summary>
public sealed class TelemetryFiguresTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Get_TenDevices_HasTheirFigures()
    {
        await using var server = await InProcessServer.StartAsync(Noon);
        await server.TakeAsync(StartupPath, "a", 10, Startup);
        await server.TakeAsync(StartupPath, "a", 10, Startup);
        await server.TakeAsync(TaskPath, "a", 10, Task);
        await server.TakeAsync(TaskPath, "a", 10, Task);
        await server.TakeAsync(TaskPath, "a", 4, device =>
            Task(device).With("status", "error").With("error_kind", "Net::ReadTimeout at /home/alice")
        );
        var figures = await server.PublishAsync();

        Assert.Equal(
            """{"total":14,"succeeded":10,"failed":4,"success_rate":0.714,"iterations":{"p50":3,"p90":null},"duration_ms":{"p50":41000,"p90":null},"tokens":{"prompt":14000,"completion":1400,"cache_creation":null,"cache_read":null,"p50":1100,"p90":null},"cost_usd":{"total":0.17,"p50":0.012,"p90":null},"cache_hit_rate":0.75}""",
            figures["tasks"]!.ToJsonString()
        );
        Assert.Equal(("2026-11-24", false), ((string?)figures["window"]!["period"], (bool)figures["window"]!["final"]!));
        Assert.Equal((10, 20), ((int)figures["devices"]!, (int)figures["startups"]!));
        Assert.Equal("""[{"name":"1.2.3","devices":10,"adoption":1,"success_rate":0.714}]""", figures["versions"]!.ToJsonString());
        Assert.Equal("""[{"name":"linux","devices":10,"adoption":1}]""", figures["systems"]!.ToJsonString());
        Assert.Equal(
            """[{"name":"claude-sonnet-4-5","devices":10,"adoption":1,"success_rate":0.714,"cost_usd":{"p50":0.012,"p90":null}}]""",
            figures["models"]!.ToJsonString()
        );
        Assert.Equal("[]", figures["error_kinds"]!.ToJsonString());
        Assert.Equal(
            """[{"period":"2026-11-24","devices":10,"startups":20,"tasks":14,"success_rate":0.714,"versions":[{"name":"1.2.3","devices":10}]}]""",
            figures["series"]!.ToJsonString()
        );

        var week = await server.GetJsonAsync("/v1/api/telemetry/cli?window=week");
        Assert.Equal((10, null, null), ((int)week["devices"]!, week["startups"], week["tasks"]!["total"]));
        Assert.Equal(0.714, (double)week["tasks"]!["success_rate"]!);
    }

    [Fact]
    public async Task Get_NineDevices_HasNothing()
    {
        await using var server = await InProcessServer.StartAsync(Noon);
        await server.TakeAsync(StartupPath, "a", 9, Startup);
        await server.TakeAsync(StartupPath, "a", 9, Startup);
        var figures = await server.PublishAsync();
        Assert.Equal((null, null, "[]"), (figures["devices"], figures["startups"], figures["systems"]!.ToJsonString()));
    }

    [Fact]
    public async Task Get_AfterTheDay_IsFinalAndTheNextOneRuns()
    {
        await using var server = await InProcessServer.StartAsync(Noon);
        await server.TakeAsync(StartupPath, "a", 12, Startup);
        await server.RunMaintenanceAsync();
        server.SetClock(Noon.AddDays(1));
        await server.TakeAsync(StartupPath, "a", 11, Startup);
        var done = await server.RunMaintenanceAsync();
        Assert.Equal("""["cli/day:2026-11-24","cli"]""", done["telemetry"]!.ToJsonString());

        var over = await server.GetJsonAsync("/v1/api/telemetry/cli?period=2026-11-24");
        Assert.Equal((true, 12), ((bool)over["window"]!["final"]!, (int)over["devices"]!));
        var running = await server.GetJsonAsync("/v1/api/telemetry/cli");
        Assert.Equal((11, 2), ((int)running["devices"]!, running["series"]!.AsArray().Count));
        var four = await server.GetJsonAsync("/v1/api/telemetry/cli?window=4w");
        Assert.Equal((12, "2026-W45"), ((int)four["devices"]!, (string?)four["window"]!["period"]));
        var before = await server.GetJsonAsync("/v1/api/telemetry/cli?period=2026-11-23");
        Assert.Equal((null, null), (before["devices"], before["window"]!["computed_at"]));
    }

    [Fact]
    public async Task Get_WithTheETag_IsNotModified()
    {
        await using var server = await InProcessServer.StartAsync(Noon);
        var answer = await server.SendAsync("GET", "/v1/api/telemetry/cli");
        Assert.Equal(200, answer.Status);
        Assert.Equal(304, (await server.SendAsync("GET", "/v1/api/telemetry/cli", ("If-None-Match", answer.Headers["ETag"]))).Status);
        Assert.Equal(404, (await server.SendAsync("GET", "/v1/api/telemetry/unlisted")).Status);
    }

    [Fact]
    public async Task Post_OtherApps_CountByThemselves()
    {
        await using var server = await InProcessServer.StartAsync(
            Noon,
            "--Telemetry:DefaultApp",
            "mine",
            "--Telemetry:Apps:0",
            "yours",
            "--Telemetry:Brands:0",
            "acme"
        );
        await server.TakeAsync(StartupPath, "a", 10, device => Startup(device).With("brand", "acme"));
        await server.TakeAsync("/v1/api/telemetry/yours/startup", "a", 11, device => Startup(device).With("brand", "secret"));
        Assert.Equal(
            """[{"name":"acme","devices":10,"adoption":1,"success_rate":null}]""",
            (await server.PublishAsync("mine"))["brands"]!.ToJsonString()
        );
        Assert.Equal(
            """[{"name":"other","devices":11,"adoption":1,"success_rate":null}]""",
            (await server.GetJsonAsync("/v1/api/telemetry/yours"))["brands"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task Delete_ADevice_IsGoneFromWhatIsPublishedNext()
    {
        await using var server = await InProcessServer.StartAsync(Noon);
        await server.TakeAsync(StartupPath, "a", 22, Startup);
        Assert.Equal(22, (int)(await server.PublishAsync())["devices"]!);
        foreach (var id in (string[])[.. Enumerable.Range(0, 10).Select(number => $"a-{number}"), "a-3", "never-heard-of"])
        {
            Assert.Equal(
                """200 {"status":"deleted","receipt":"id"}""",
                (await server.PostAsync("/v1/api/telemetry/delete", new JsonObject { ["device_id"] = id })).Verdict
            );
        }

        Assert.Equal(12, (int)(await server.PublishAsync())["devices"]!);
        await server.TakeAsync(StartupPath, "a", 22, Startup);
        Assert.Equal((22, 34), await DevicesAndStartupsAsync(server));
    }

    [Fact]
    public async Task Post_MoreThanADeviceHas_Is429UntilTheNextDay()
    {
        await using var server = await InProcessServer.StartAsync(Noon, "--Telemetry:PerDevicePerDay", "3");
        for (var number = 0; number < 3; number++)
        {
            Assert.Equal(Stored, (await server.PostAsync(StartupPath, Startup("busy"))).Verdict);
        }

        var refused = await server.PostAsync(TaskPath, Task("busy"));
        refused.AssertFaults(429, new Fault("", "quota"));
        Assert.Equal(("43200", "\"device\";q=3;w=86400"), (refused.Headers["Retry-After"], refused.Headers["RateLimit-Policy"]));
        Assert.Equal(Stored, (await server.PostAsync(TaskPath, Task("other"))).Verdict);
        server.SetClock(Noon.AddDays(1));
        Assert.Equal(Stored, (await server.PostAsync(TaskPath, Task("busy"))).Verdict);
    }

    [Fact]
    public async Task Post_HostileValues_AreStoredNowhere()
    {
        const string Canary = "canary7f3a";
        await using var server = await ServerProcess.StartAsync(Noon);
        string[] forms =
        [
            $"{Canary}",
            $"1.2.3-{Canary}",
            $"/home/{Canary}/x",
            $"claude-{Canary}",
            $"<b>{Canary}</b>",
            $"{Canary}@example.org",
            $"linux-{Canary}",
            $"1.2.3\n{Canary}",
        ];
        string[] startup = ["device_id", "version", "os", "ruby_version", "brand", "launch_source", "container", Canary];
        string[] task = ["device_id", "version", "brand", "container", "model", "provider", "status", "cost_source", "error_kind", Canary];
        foreach (var form in forms)
        {
            foreach (var member in startup)
            {
                Assert.Equal(Stored, (await server.PostAsync(StartupPath, Startup("a").With(member, form))).Verdict);
            }

            foreach (var member in task)
            {
                Assert.Equal(Stored, (await server.PostAsync(TaskPath, Task("a").With(member, form))).Verdict);
            }
        }

        await server.RunMaintenanceAsync();
        Assert.DoesNotContain(Canary, server.Output, StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());
        var files = Directory.GetFiles(server.Folder, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file =>
            Assert.DoesNotContain(Canary, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal)
        );
    }

    private static async Task<(int, int)> DevicesAndStartupsAsync(RunningServer server)
    {
        var figures = await server.PublishAsync();
        return ((int)figures["devices"]!, (int)figures["startups"]!);
    }
}

namespace ToolTime.Silo.Tests;

public sealed class SettingsTests : ServerTest
{
    private const string Warning = "is unknown and has no effect";

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Start_WithMisspeltSettings_WarnsByNameAndNeverByValue()
    {
        await using var server = ServerProcess.Prepare(
            Now,
            [.. await StorageAsync(), "--Ingestion:PerTokenPerDai", "SECRETVALUE", "--Ingestion:TrustedProxies:0", "10.0.0.0/8"]
        );
        server.Environment["TOOLTIME__Admn__Token"] = "SECRETVALUE";
        server.Environment["TOOLTIME__Retention__RawDays"] = "80";
        server.Environment["TOOLTIME__Cluster__Tls__Cert"] = "SECRETVALUE";
        server.Environment["ASPNETCORE_ANYTHING"] = "goes";
        await File.WriteAllTextAsync(
            Path.Combine(server.Folder, "appsettings.json"),
            """{"Privacy":{"minimumsubmitters":12,"Minimum\nSubmitters":"SECRETVALUE"}}""",
            TestContext.Current.CancellationToken
        );
        await server.StartAsync();
        Assert.Equal(
            ["Admn", "Cluster:Tls:Cert", "Ingestion:PerTokenPerDai", "Privacy:Minimum?Submitters"],
            server
                .Output.Split('\n')
                .Where(line => line.Contains(Warning, StringComparison.Ordinal))
                .Select(line => line.Split("The setting ")[1].Split(' ')[0])
        );
        Assert.DoesNotContain("SECRETVALUE", server.Output, StringComparison.Ordinal);
        Assert.Contains("Ingestion:PerTokenPerDai is unknown and has no effect. Is it Ingestion:PerTokenPerDay?", server.Output, StringComparison.Ordinal);
        Assert.Contains("Admn is unknown and has no effect. Is it Admin?", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithKnownSettings_WarnsOfNothing()
    {
        await using var server = await StartProcessAsync(
            Now,
            [.. RunningServer.ExactLimits(minimum: 1), "--Cluster:Role", "all", "--Logging:LogLevel:Default", "Information"]
        );
        Assert.DoesNotContain(Warning, server.Output, StringComparison.Ordinal);
    }
}

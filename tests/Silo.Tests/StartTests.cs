using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests;

/// <summary>An operator's mistake is reported in one line, before anything is changed.</summary>
public sealed class StartTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string> BadSettings => new()
    {
        { "--Privacy:MinimumSubmitters", "many", "Privacy:MinimumSubmitters" },
        { "--Ingestion:PerTokenPerDay", "-1", "PerTokenPerDay" },
        { "--Ingestion:MaxAge", "8.00:00:00", "MaxAge" },
        { "--Storage:ConnectionString", "Data Source=:memory:", "Storage:ConnectionString" },
        { "--Storage:ConnectionString", "nonsense", "Storage:ConnectionString" },
        { "--Clock:File", "missing", "Clock:File" },
        { "--urls", "http://127.0.0.1:99999", "99999" },
    };

    [Theory]
    [MemberData(nameof(BadSettings))]
    public async Task Start_BadSetting_SaysSoInOneLineAndEnds(string key, string value, string named)
    {
        var folder = Directory.CreateTempSubdirectory("tooltime-start-");
        try
        {
            var (exitCode, error) = await ServerProcess.RunRefusedAsync(folder.FullName, "--urls", "http://127.0.0.1:0", key, value);
            Assert.Equal(1, exitCode);
            Assert.StartsWith("tooltime server: ", error, StringComparison.Ordinal);
            Assert.Contains(named, error, StringComparison.Ordinal);
            Assert.Single(error.Split('\n'));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("Admin:Token", "short", "Admin:Token must have at least 16 characters, such as `openssl rand -hex 16` prints.")]
    [InlineData("Privacy:MinimumSubmitters", "0", "Privacy:MinimumSubmitters must be from 1 to 1,000,000, such as --Privacy:MinimumSubmitters 10.")]
    [InlineData("Publication:Interval", "00:01:00", "Publication:Interval must be from 00:05:00 to 1.00:00:00, such as --Publication:Interval 01:00:00.")]
    [InlineData("Ingestion:MaxAge", "SECRETVALUE", "Ingestion:MaxAge must be a span of time, as days.hours:minutes:seconds, such as 1.12:00:00 or 00:05:00.")]
    [InlineData("Retention:RawDays", "ten", "Retention:RawDays must be a whole number, such as 10.")]
    [InlineData("Storage:Provider", "MySql", "Storage:Provider must be one of Sqlite, PostgreSql, such as Sqlite.")]
    [InlineData("Mcp:Hosts:0", "tooltime.example.org:80", "Mcp:Hosts must be host names without ports, such as tooltime.example.org.")]
    public async Task Start_ABadValue_NamesTheSettingItsBoundAndAnExample(string key, string value, string line)
    {
        var folder = Directory.CreateTempSubdirectory("tooltime-start-");
        try
        {
            Assert.Equal(
                (1, $"tooltime server: {line}"),
                await ServerProcess.RunRefusedAsync(folder.FullName, "--urls", "http://127.0.0.1:0", $"--{key}", value)
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Start_DatabaseOfAnotherClock_IsRefusedBothWays()
    {
        await using var simulated = await InProcessServer.StartAsync(Now);
        await simulated.StopAsync();
        var real = await ServerProcess.RunRefusedAsync(simulated.Folder, "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, real.ExitCode);
        Assert.Contains("it was written with a simulated clock", real.Error, StringComparison.Ordinal);

        await using var realServer = await ServerProcess.StartRealAsync();
        await realServer.StopAsync();
        realServer.SetClock(Now);
        var asSimulated = await ServerProcess.RunRefusedAsync(realServer.Folder, "--urls", "http://127.0.0.1:0", "--Clock:File", "clock");
        Assert.Equal(1, asSimulated.ExitCode);
        Assert.Contains("it contains real reports", asSimulated.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SecondServerOnTheSameFile_IsRefusedAndTheFirstGoesOn()
    {
        await using var server = await InProcessServer.StartAsync(Now);
        var second = await ServerProcess.RunRefusedAsync(server.Folder, "--urls", "http://127.0.0.1:0", "--Clock:File", "clock");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("the file is in use by another server", second.Error, StringComparison.Ordinal);
        Assert.Equal("week", (string?)(await server.GetStatsAsync())["window"]!["name"]);
    }

    [Fact]
    public async Task Start_SettingsFromEverySource_TakesTheLastOne()
    {
        await using var server = ServerProcess.Prepare(Now, "--Publication:Interval", "02:00:00");
        await File.WriteAllTextAsync(
            Path.Combine(server.Folder, "appsettings.json"),
            """{"Privacy":{"MinimumSubmitters":20},"Publication":{"Interval":"03:00:00"}}""",
            TestContext.Current.CancellationToken
        );
        await server.StartAsync();
        var limits = JsonNode.Parse(
            await server.Client.GetStringAsync(new Uri("/v1/api/privacy", UriKind.Relative), TestContext.Current.CancellationToken)
        )!["limits"]!;
        Assert.Equal((20, 2), ((int)limits["minimum_submitters"]!, (int)limits["interval_hours"]!));
    }
}

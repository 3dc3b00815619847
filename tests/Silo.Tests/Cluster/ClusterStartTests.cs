using ToolTime.Silo.Tests.PostgreSql;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.Cluster;

/// <summary>A cluster operator's mistake is reported in one line.</summary>
public sealed class ClusterStartTests(PostgresServer postgres)
{
    [Theory]
    [InlineData("--Cluster:Role", "boss", "Cluster:Role")]
    [InlineData("--Cluster:Address", "0.0.0.0", "Cluster:Address")]
    [InlineData("--Cluster:Address", "here", "Cluster:Address")]
    [InlineData("--Cluster:SiloPort", "0", "SiloPort")]
    [InlineData("--Cluster:GatewayPort", "many", "Cluster:GatewayPort")]
    [InlineData("--Cluster:Id", "two words", "Id")]
    [InlineData("--Cluster:ProbeTimeout", "00:00:00", "ProbeTimeout")]
    [InlineData("--Storage:ConnectionString", "nonsense", "Storage:ConnectionString")]
    public async Task Start_BadSetting_SaysSoInOneLineAndEnds(string key, string value, string named)
    {
        var folder = Directory.CreateTempSubdirectory("tooltime-start-");
        try
        {
            var (exitCode, error) = await ServerProcess.RunRefusedAsync(
                folder.FullName,
                "--urls",
                "http://127.0.0.1:0",
                "--Storage:Provider",
                "PostgreSql",
                "--Storage:ConnectionString",
                "Host=127.0.0.1;Port=1;Database=none",
                key,
                value
            );
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

    [Fact]
    public async Task Start_AnotherServerHasTheSiloPort_SaysSoInOneLineAndEnds()
    {
        var storage = await PostgresSettings.OfNewDatabaseAsync(postgres);
        await using var first = await ServerProcess.StartRealAsync(storage);
        var (exitCode, error) = await ServerProcess.RunRefusedAsync(first.Folder, ["--urls", "http://127.0.0.1:0", .. storage]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("tooltime server: ", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n'));
    }
}

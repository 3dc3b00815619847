using System.Net;
using Microsoft.Data.Sqlite;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>A damaged row stops nothing, counts nowhere, and is reported to operators.</summary>
public class DamagedRowTests : ServerTest
{
    private const string Damage = "UPDATE cells SET content = substr(content, 1, length(content) - 1) WHERE revision = 2";
    private const string LogLine = "A stored row of cells is damaged and is ignored.";

    private static readonly DateTimeOffset Now = new(2026, 11, 17, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Maintain_ADayWithADamagedRow_GoesOnWithTheOthersAndReportsOperators()
    {
        await using var server = await StartProcessAsync(Now, RunningServer.ExactLimits(minimum: 1));
        foreach (var submitter in Enumerable.Range(0, 5))
        {
            Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(submitter, "2026-11-16", calls: 10)));
            Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(submitter, "2026-11-17", calls: 1)));
        }

        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(5, "2026-11-16", calls: 700, revision: 2)));
        await server.StopAsync();
        await ExecuteAsync(server, Damage);
        await server.StartAsync();

        Assert.Equal(
            "Healthy",
            await server.Client.GetStringAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken)
        );
        var backup = await BackupContents.TakeAsync(server);
        Assert.Equal((11, 10), (backup.Receipts.Count, backup.Rows.Count));
        Assert.Contains("\"id\"", await AskAsync(server, "/v1/api/admin/submissions"), StringComparison.Ordinal);

        server.SetClock(new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero));
        var done = await server.RunMaintenanceAsync();
        Assert.Equal(
            ("""["2026-11-16","2026-11-17"]""", """["2026-W47"]"""),
            (done["rolled_up"]!.ToJsonString(), done["published"]!.ToJsonString())
        );
        var bash = (await server.GetStatsAsync())["tools"]![0]!;
        Assert.Equal((5, 55), ((int)bash["unique_submitters"]!, (int)bash["total_calls"]!));
        Assert.Contains("tooltime_storage_damaged_rows 1\n", await AskAsync(server, "/metrics"), StringComparison.Ordinal);
        Assert.Single(server.Output.Split('\n'), line => line.Contains(LogLine, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Submit_ANewerRevisionOfADamagedRow_ReplacesItAndTheServerGoesOn()
    {
        await using var server = await StartAsync(Now, RunningServer.ExactLimits(minimum: 1));
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(5, "2026-11-16", calls: 700, revision: 2)));
        await server.StopAsync();
        await ExecuteAsync(server, Damage);
        await server.StartAsync();
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Cell(5, "2026-11-16", calls: 700, revision: 2)));
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(5, "2026-11-16", calls: 700, revision: 3)));
        Assert.Equal("""["2026-11-16"]""", (await server.RunMaintenanceAsync())["rolled_up"]!.ToJsonString());
        Assert.Equal(700, Assert.Single((await BackupContents.TakeAsync(server)).Rows).Calls);
    }

    private protected virtual async Task ExecuteAsync(RunningServer server, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={server.DatabasePath};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static async Task<string> AskAsync(RunningServer server, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", RunningServer.AdminToken) },
        };
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}

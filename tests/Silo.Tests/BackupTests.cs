using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace ToolTime.Silo.Tests;

public class BackupTests : ServerTest
{
    private const string File = "backup.gz";

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Limits = RunningServer.ExactLimits(minimum: 1);

    [Fact]
    public async Task Restore_OnARunningServer_BringsBackWhatIsMissingAndNotWhatWasDeletedSince()
    {
        await using var server = await StartAsync(Now, Limits);
        await SubmitAsync(server, Enumerable.Range(0, 20));
        var lost = await ReceiptAsync(server, Reports.Cell(20, "2026-11-16", 7));
        await server.SayAsync("Wrote ", "backup", File);

        await DeleteAsync(server, Reports.Token(3));
        await RemoveAsync(server, lost);
        await SubmitAsync(server, [30]);
        await server.SayAsync("1 of its 42 rows were missing and are back.", "restore", File);
        await server.SayAsync("0 of its 42 rows were missing and are back.", "restore", File);
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Cell(3, "2026-11-15", 9, revision: 9)));

        await PublishAsync(server);
        Assert.Equal(21, await SubmittersAsync(server));
    }

    [Fact]
    public async Task Restore_ServerAndDatabaseAreLost_PublishesTheSame() =>
        await LoseAndFindAsync(await StorageAsync(), await OtherStorageAsync());

    [Fact]
    public async Task Restore_KilledInTheMiddle_IsWholeAfterTheNext()
    {
        await using var source = await StartAsync(Now, Limits);
        await SubmitAsync(source, Enumerable.Range(0, 400));
        await SayHereAsync(source, "Wrote ", "backup", File);

        var backup = Path.Combine(source.Folder, File);
        await using var target = await StartProcessAsync(Now, Limits);
        var restoring = target.RunVerbAsync("restore", backup);
        await WaitForSomeAsync(target, restoring);
        await target.KillAsync();
        await restoring;
        await target.StartAsync();
        Assert.Equal(0, (await target.RunVerbAsync("restore", backup)).ExitCode);
        await SayHereAsync(target, "0 of its 800 rows", "restore", backup);
        await PublishAsync(target);
        Assert.Equal(400, await SubmittersAsync(target));
    }

    [Fact]
    public async Task Rebuild_AnAggregateThatSomebodyChanged_IsFoundAndRepaired()
    {
        await using var server = await StartAsync(Now, Limits);
        await SubmitAsync(server, Enumerable.Range(0, 3));
        server.SetClock(Now.AddDays(1));
        await server.RunMaintenanceAsync();
        await SayHereAsync(server, "2 days match their rows; 0 changed", "rebuild", "--verify");

        await server.StopAsync();
        await ExecuteAsync(server, "UPDATE day_aggregates SET calls = calls + 1 WHERE name = 'Bash'");
        var (exitCode, output, _) = await server.RunVerbAsync("rebuild", "--verify");
        Assert.Equal(1, exitCode);
        Assert.Contains("Different: 2026-11-15, 2026-11-16.", output, StringComparison.Ordinal);

        await server.StartAsync();
        Assert.Equal(1, (await server.RunVerbAsync("rebuild", "--Logging:LogLevel:Default", "Warning", "--verify")).ExitCode);
        await server.SayAsync("Different: 2026-11-15, 2026-11-16.", "rebuild");
        await server.RunMaintenanceAsync();
        await SayHereAsync(server, "2 days match their rows; 0 changed", "rebuild", "--verify");
    }

    [Fact]
    public async Task Backup_OfADatabaseThatIsNotThere_IsRefused()
    {
        await using var server = ServerProcess.Prepare(Now, [.. await StorageAsync(), .. Limits]);
        foreach (var verb in (string[][])[["backup", File], ["rebuild", "--verify"]])
        {
            await server.AssertRefusedAsync("Is Storage:ConnectionString right?", verb);
        }

        Assert.DoesNotContain(Directory.GetFiles(server.Folder), file => Path.GetFileName(file) is File or "tooltime.db");
    }

    private protected static async Task LoseAndFindAsync(string[] storage, string[] otherStorage)
    {
        await using var lost = await InProcessServer.StartAsync(Now, [.. storage, .. Limits]);
        await SubmitAsync(lost, Enumerable.Range(0, 20));
        await SayHereAsync(lost, "Wrote ", "backup", "before.gz");
        await DeleteAsync(lost, Reports.Token(3));
        await SayHereAsync(lost, "Wrote ", "backup", "after.gz");
        await PublishAsync(lost);

        // The deletion is in one of the backups, and applies to the other one in either order.
        await using var found = InProcessServer.Prepare(Now, [.. otherStorage, .. Limits]);
        await SayHereAsync(found, "40 of its 40 rows", "restore", Path.Combine(lost.Folder, "before.gz"));
        await SayHereAsync(found, "0 of its 38 rows", "restore", Path.Combine(lost.Folder, "after.gz"));
        await SayHereAsync(found, "0 of its 40 rows", "restore", Path.Combine(lost.Folder, "before.gz"));
        await found.StartAsync();
        Assert.Equal("duplicate", await found.SubmitAsync(Reports.Cell(3, "2026-11-15", 9, revision: 9)));
        Assert.Equal("duplicate", await found.SubmitAsync(Reports.Cell(4, "2026-11-15", 5)));

        await PublishAsync(found);
        Assert.Equal((await lost.GetStatsAsync()).ToJsonString(), (await found.GetStatsAsync()).ToJsonString());
        await SayHereAsync(found, "days match their rows; 0 changed", "rebuild", "--verify");
    }

    /// <summary>The settings of a storage that may have another kind than <see cref="ServerTest.StorageAsync"/>.</summary>
    private protected virtual Task<string[]> OtherStorageAsync() => StorageAsync();

    /// <summary>Changes the stopped server's database directly.</summary>
    private protected virtual async Task ExecuteAsync(RunningServer server, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={server.DatabasePath};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }

    private static async Task SubmitAsync(RunningServer server, IEnumerable<int> submitters) =>
        await Task.WhenAll(
            submitters.Select(async number =>
            {
                Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(number, "2026-11-15", number + 1)));
                Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(number, "2026-11-16", 2 * (number + 1))));
            })
        );

    private static async Task<string> ReceiptAsync(RunningServer server, JsonObject report)
    {
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(20, "2026-11-15", 1)));
        using var response = await server.PostJsonAsync("/v1/api/submit", report);
        return (string)(await RunningServer.ReadJsonAsync(response))["receipt"]!;
    }

    private static async Task DeleteAsync(RunningServer server, string token)
    {
        using var response = await server.PostJsonAsync("/v1/api/user/delete", new JsonObject { ["submission_token"] = token });
        response.EnsureSuccessStatusCode();
    }

    private static async Task RemoveAsync(RunningServer server, string receipt)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri($"/v1/api/admin/submissions/{receipt}", UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", RunningServer.AdminToken) },
        };
        using var response = await server.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static async Task PublishAsync(RunningServer server)
    {
        server.SetClock(new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero));
        await server.RunMaintenanceAsync();
    }

    private static async Task<int> SubmittersAsync(RunningServer server) =>
        (int)(await server.GetStatsAsync())["tools"]![0]!["unique_submitters"]!;

    /// <summary>Waits until the first of a restore's rows, or all of them, are stored.</summary>
    private static async Task WaitForSomeAsync(RunningServer server, Task restoring)
    {
        while (!restoring.IsCompleted && await CountListedAsync(server) == 0)
        {
            // Checking again takes as long as a request.
        }
    }

    private static async Task<int> CountListedAsync(RunningServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/api/admin/submissions?limit=1", UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", RunningServer.AdminToken) },
        };
        using var response = await server.Client.SendAsync(request);
        return (await RunningServer.ReadJsonAsync(response))["submissions"]!.AsArray().Count;
    }

    private static async Task SayHereAsync(RunningServer server, string expected, params string[] verb)
    {
        var (exitCode, output) = await server.RunVerbHereAsync(verb);
        Assert.Equal(0, exitCode);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }
}

using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace ToolTime.Silo.Tests;

public class BackupTests : ServerTest
{
    private const string File = "backup.gz";

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Limits = ServerProcess.ExactLimits(minimum: 1);

    [Fact]
    public async Task Restore_OnARunningServer_BringsBackWhatIsMissingAndNotWhatWasDeletedSince()
    {
        await using var server = await StartAsync(Now, Limits);
        await SubmitAsync(server, Enumerable.Range(0, 20));
        var lost = await ReceiptAsync(server, Reports.Cell(20, "2026-11-16", 7));
        await SayAsync(server, "Wrote ", "backup", File);

        await DeleteAsync(server, Reports.Token(3));
        await RemoveAsync(server, lost);
        await SubmitAsync(server, [30]);
        await SayAsync(server, "1 of its 42 rows were missing and are back.", "restore", File);
        await SayAsync(server, "0 of its 42 rows were missing and are back.", "restore", File);
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
        await SayAsync(source, "Wrote ", "backup", File);

        var backup = Path.Combine(source.Folder, File);
        await using var target = await StartAsync(Now, Limits);
        var restoring = target.RunVerbAsync("restore", backup);
        await WaitForSomeAsync(target, restoring);
        await target.KillAsync();
        await restoring;
        await target.StartAsync();
        Assert.Equal(0, (await target.RunVerbAsync("restore", backup)).ExitCode);
        await SayAsync(target, "0 of its 800 rows", "restore", backup);
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
        await SayAsync(server, "2 days match their rows; 0 changed", "rebuild", "--verify");

        await server.StopAsync();
        await ExecuteAsync(server, "UPDATE day_aggregates SET calls = calls + 1 WHERE name = 'Bash'");
        var (exitCode, output, _) = await server.RunVerbAsync("rebuild", "--verify");
        Assert.Equal(1, exitCode);
        Assert.Contains("Different: 2026-11-15, 2026-11-16.", output, StringComparison.Ordinal);

        await server.StartAsync();
        Assert.Equal(1, (await server.RunVerbAsync("rebuild", "--Logging:LogLevel:Default", "Warning", "--verify")).ExitCode);
        await SayAsync(server, "Different: 2026-11-15, 2026-11-16.", "rebuild");
        await server.RunMaintenanceAsync();
        await SayAsync(server, "2 days match their rows; 0 changed", "rebuild", "--verify");
    }

    [Fact]
    public async Task Verbs_ThatCannotBe_SayWhyInOneLineAndChangeNothing()
    {
        await using var server = await StartAsync(Now, Limits);
        await SubmitAsync(server, [1]);
        await SayAsync(server, "Wrote ", "backup", File);
        var whole = await System.IO.File.ReadAllBytesAsync(Path.Combine(server.Folder, File), TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllBytesAsync(Path.Combine(server.Folder, "cut.gz"), whole[..^40], TestContext.Current.CancellationToken);

        await AssertRefusedAsync(server, "backup.gz already exists; a backup does not replace files.", "backup", File);
        await AssertRefusedAsync(server, "The backup is", "restore", "cut.gz");
        await AssertRefusedAsync(server, "Could not find file", "restore", "missing.gz");
        await AssertRefusedAsync(server, "The verbs are: backup FILE, restore FILE, rebuild [--verify]", "restore");
        await AssertRefusedAsync(server, "The verbs are: backup FILE, restore FILE, rebuild [--verify]", "destroy");
        Assert.Equal(["backup.gz", "clock", "cut.gz"], Directory.GetFiles(server.Folder).Select(Path.GetFileName).Order());
        Assert.Equal(
            whole,
            await System.IO.File.ReadAllBytesAsync(Path.Combine(server.Folder, File), TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Backup_OfADatabaseThatIsNotThere_IsRefused()
    {
        await using var server = ServerProcess.Prepare(Now, [.. await StorageAsync(), .. Limits]);
        foreach (var verb in (string[][])[["backup", File], ["rebuild", "--verify"]])
        {
            await AssertRefusedAsync(server, "Is Storage:ConnectionString right?", verb);
        }

        Assert.DoesNotContain(Directory.GetFiles(server.Folder), file => Path.GetFileName(file) is File or "tooltime.db");
    }

    [Fact]
    public async Task Backup_WithAMisspeltSetting_WarnsOfIt()
    {
        await using var server = await StartAsync(Now, Limits);
        var (exitCode, _, error) = await server.RunVerbAsync("backup", File, "--Storage:ConectionString", "SECRETVALUE");
        Assert.Equal(0, exitCode);
        Assert.Equal(
            "tooltime server: The setting Storage:ConectionString is unknown and has no effect. Is it Storage:ConnectionString?",
            error
        );
    }

    [Fact]
    public async Task Backup_ItsFile_IsForItsOwnersEyesOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other rights.");
            return;
        }

        await using var server = await StartAsync(Now, Limits);
        await SayAsync(server, "Wrote ", "backup", File);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(Path.Combine(server.Folder, File)));
    }

    private protected static async Task LoseAndFindAsync(string[] storage, string[] otherStorage)
    {
        await using var lost = await ServerProcess.StartAsync(Now, [.. storage, .. Limits]);
        await SubmitAsync(lost, Enumerable.Range(0, 20));
        await SayAsync(lost, "Wrote ", "backup", "before.gz");
        await DeleteAsync(lost, Reports.Token(3));
        await SayAsync(lost, "Wrote ", "backup", "after.gz");
        await PublishAsync(lost);

        // The deletion is in one of the backups, and applies to the other one in either order.
        await using var found = ServerProcess.Prepare(Now, [.. otherStorage, .. Limits]);
        await SayAsync(found, "40 of its 40 rows", "restore", Path.Combine(lost.Folder, "before.gz"));
        await SayAsync(found, "0 of its 38 rows", "restore", Path.Combine(lost.Folder, "after.gz"));
        await SayAsync(found, "0 of its 40 rows", "restore", Path.Combine(lost.Folder, "before.gz"));
        await found.StartAsync();
        Assert.Equal("duplicate", await found.SubmitAsync(Reports.Cell(3, "2026-11-15", 9, revision: 9)));
        Assert.Equal("duplicate", await found.SubmitAsync(Reports.Cell(4, "2026-11-15", 5)));

        await PublishAsync(found);
        Assert.Equal((await lost.GetStatsAsync()).ToJsonString(), (await found.GetStatsAsync()).ToJsonString());
        await SayAsync(found, "days match their rows; 0 changed", "rebuild", "--verify");
    }

    /// <summary>The settings of a storage that may have another kind than <see cref="ServerTest.StorageAsync"/>.</summary>
    private protected virtual Task<string[]> OtherStorageAsync() => StorageAsync();

    /// <summary>Changes the stopped server's database directly.</summary>
    private protected virtual async Task ExecuteAsync(ServerProcess server, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={server.DatabasePath};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }

    private static async Task SubmitAsync(ServerProcess server, IEnumerable<int> submitters) =>
        await Task.WhenAll(
            submitters.Select(async number =>
            {
                Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(number, "2026-11-15", number + 1)));
                Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(number, "2026-11-16", 2 * (number + 1))));
            })
        );

    private static async Task<string> ReceiptAsync(ServerProcess server, JsonObject report)
    {
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(20, "2026-11-15", 1)));
        using var response = await server.PostJsonAsync("/v1/api/submit", report);
        return (string)(await ServerProcess.ReadJsonAsync(response))["receipt"]!;
    }

    private static async Task DeleteAsync(ServerProcess server, string token)
    {
        using var response = await server.PostJsonAsync("/v1/api/user/delete", new JsonObject { ["submission_token"] = token });
        response.EnsureSuccessStatusCode();
    }

    private static async Task RemoveAsync(ServerProcess server, string receipt)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri($"/v1/api/admin/submissions/{receipt}", UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", ServerProcess.AdminToken) },
        };
        using var response = await server.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static async Task PublishAsync(ServerProcess server)
    {
        server.SetClock(new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero));
        await server.RunMaintenanceAsync();
    }

    private static async Task<int> SubmittersAsync(ServerProcess server) =>
        (int)(await server.GetStatsAsync())["tools"]![0]!["unique_submitters"]!;

    /// <summary>Waits until the first of a restore's rows, or all of them, are stored.</summary>
    private static async Task WaitForSomeAsync(ServerProcess server, Task restoring)
    {
        while (!restoring.IsCompleted && await CountListedAsync(server) == 0)
        {
            // Checking again takes as long as a request.
        }
    }

    private static async Task<int> CountListedAsync(ServerProcess server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/api/admin/submissions?limit=1", UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", ServerProcess.AdminToken) },
        };
        using var response = await server.Client.SendAsync(request);
        return (await ServerProcess.ReadJsonAsync(response))["submissions"]!.AsArray().Count;
    }

    private static async Task SayAsync(ServerProcess server, string expected, params string[] verb)
    {
        var (exitCode, output, error) = await server.RunVerbAsync(verb);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(ServerProcess server, string expected, params string[] verb)
    {
        var (exitCode, output, error) = await server.RunVerbAsync(verb);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(expected, Assert.Single(error.Split('\n')), StringComparison.Ordinal);
    }
}

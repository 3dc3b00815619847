namespace ToolTime.Silo.Tests;

/// <summary>What the verbs of backups say, whatever the storage.</summary>
public sealed class BackupVerbTests
{
    private const string File = "backup.gz";

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Verbs_ThatCannotBe_SayWhyInOneLineAndChangeNothing()
    {
        await using var server = await InProcessServer.StartAsync(Now);
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(1, "2026-11-16", calls: 3)));
        await server.SayAsync("Wrote ", "backup", File);
        var whole = await System.IO.File.ReadAllBytesAsync(Path.Combine(server.Folder, File), TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllBytesAsync(Path.Combine(server.Folder, "cut.gz"), whole[..^40], TestContext.Current.CancellationToken);

        await server.AssertRefusedAsync("backup.gz already exists; a backup does not replace files.", "backup", File);
        await server.AssertRefusedAsync("The backup is", "restore", "cut.gz");
        await server.AssertRefusedAsync("Could not find file", "restore", "missing.gz");
        await server.AssertRefusedAsync("The verbs are: backup FILE, restore FILE, rebuild [--verify]", "restore");
        await server.AssertRefusedAsync("The verbs are: backup FILE, restore FILE, rebuild [--verify]", "destroy");
        Assert.Equal(["backup.gz", "clock", "cut.gz"], Directory.GetFiles(server.Folder).Select(Path.GetFileName).Order());
        Assert.Equal(
            whole,
            await System.IO.File.ReadAllBytesAsync(Path.Combine(server.Folder, File), TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Backup_WithAMisspeltSetting_WarnsOfIt()
    {
        await using var server = await InProcessServer.StartAsync(Now);
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

        await using var server = await InProcessServer.StartAsync(Now);
        await server.SayAsync("Wrote ", "backup", File);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(Path.Combine(server.Folder, File)));
    }
}

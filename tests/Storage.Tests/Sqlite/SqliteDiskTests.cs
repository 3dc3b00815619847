using ToolTime.Grains.Submissions;

namespace ToolTime.Storage.Tests.Sqlite;

/// <summary>Disks that are full or not writable.</summary>
public sealed class SqliteDiskTests
{
    [Fact]
    public async Task Open_AFullDisk_IsRefusedInOneLine()
    {
        using var disk = SmallDisk.Mount("1m");
        disk.Fill();
        var path = Path.Combine(disk.Path, "tooltime.db");
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => SqliteStorage.OpenAsync(path));
        Assert.Matches(
            $"^Cannot use the database {path}: The database (cannot grow: the disk is full|cannot be read or written: an input or output error) \\(SQLite \\d+\\)\\.$",
            refused.Message
        );
    }

    [Fact]
    public async Task Open_AFullDiskThatHasSpaceAgain_IsOpened()
    {
        using var disk = SmallDisk.Mount("1m");
        var filler = disk.Fill();
        var path = Path.Combine(disk.Path, "tooltime.db");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => SqliteStorage.OpenAsync(path));
        File.Delete(filler);
        await using var storage = await SqliteStorage.OpenAsync(path);
        Assert.Equal(RowOutcome.New, await SubmitAsync(storage, 1));
    }

    [Fact]
    public async Task Open_AReadOnlyDisk_IsRefusedAndLeftAsItWas()
    {
        using var disk = SmallDisk.Mount("4m");
        var path = Path.Combine(disk.Path, "tooltime.db");
        await using (var storage = await SqliteStorage.OpenAsync(path))
        {
            await SubmitAsync(storage, 1);
        }

        disk.Remount("ro");
        var before = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => SqliteStorage.OpenAsync(path));
        Assert.StartsWith($"Cannot use the database {path}: the file ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another server", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_AReadOnlyFile_IsRefused()
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess,
            "Anyone who runs as root may write a read-only file."
        );
        using var folder = new TemporaryFolder();
        var path = folder.File("tooltime.db");
        await using (await SqliteStorage.OpenAsync(path))
        {
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
        }

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => SqliteStorage.OpenAsync(path));
        Assert.Equal($"Cannot use the database {path}: the file or its folder is not writable", refused.Message);
    }

    [Fact]
    public async Task SubmitAsync_TheDiskFillsWhileRunning_LosesNothingThatWasAcknowledged()
    {
        using var disk = SmallDisk.Mount("2m");
        var acknowledged = new List<int>();
        var unknown = new List<int>();
        await using (var storage = await SqliteStorage.OpenAsync(Path.Combine(disk.Path, "tooltime.db")))
        {
            for (var first = 0; unknown.Count == 0; first += 50)
            {
                await Task.WhenAll(
                    Enumerable.Range(first, 50).Select(submitter => SubmitUntilFullAsync(storage, submitter, acknowledged, unknown))
                );
            }

            Assert.NotEmpty(acknowledged);
            var more = await Assert.ThrowsAsync<StorageUnavailableException>(async () =>
            {
                for (var submitter = 1_000_000; ; submitter++)
                {
                    await SubmitAsync(storage, submitter);
                }
            });
            Assert.Matches(
                @"^The database (cannot grow: the disk is full|cannot be read or written: an input or output error) \(SQLite \d+\)\.$",
                more.Message
            );

            disk.Remount("size=16m");
            Assert.Equal(RowOutcome.New, await SubmitAsync(storage, 2_000_000));
            await AssertStoredAsync(storage, acknowledged);
        }

        await using var again = await SqliteStorage.OpenAsync(Path.Combine(disk.Path, "tooltime.db"));
        await AssertStoredAsync(again, acknowledged);
        await Task.WhenAll(unknown.Select(submitter => SubmitAsync(again, submitter)));
    }

    [Fact]
    public async Task SubmitAsync_TheServerDiesOnAFullDisk_FindsWhatWasAcknowledgedAtItsNextStart()
    {
        using var disk = SmallDisk.Mount("2m");
        var path = Path.Combine(disk.Path, "tooltime.db");
        var acknowledged = new List<int>();
        var unknown = new List<int>();
        using var copied = new TemporaryFolder();
        await using (var storage = await SqliteStorage.OpenAsync(path))
        {
            for (var submitter = 0; unknown.Count == 0; submitter++)
            {
                await SubmitUntilFullAsync(storage, submitter, acknowledged, unknown);
            }

            // What a server killed now leaves behind.
            foreach (var file in new[] { path, $"{path}-wal" })
            {
                File.Copy(file, copied.File(Path.GetFileName(file)));
            }
        }

        await using var again = await SqliteStorage.OpenAsync(copied.File("tooltime.db"));
        await AssertStoredAsync(again, acknowledged);
    }

    private static async Task<RowOutcome> SubmitAsync(SqliteStorage storage, int submitter) =>
        (await storage.Submissions.SubmitAsync(Given.Submission(submitter, Given.Cell(Given.Monday)))).Rows.Single().Outcome;

    private static async Task SubmitUntilFullAsync(SqliteStorage storage, int submitter, List<int> acknowledged, List<int> unknown)
    {
        List<int> stored;
        try
        {
            stored = await SubmitAsync(storage, submitter) == RowOutcome.New ? acknowledged : unknown;
        }
        catch (StorageUnavailableException)
        {
            stored = unknown;
        }

        lock (acknowledged)
        {
            stored.Add(submitter);
        }
    }

    private static async Task AssertStoredAsync(SqliteStorage storage, IReadOnlyList<int> acknowledged)
    {
        var outcomes = await Task.WhenAll(acknowledged.Select(submitter => SubmitAsync(storage, submitter)));
        Assert.All(outcomes, outcome => Assert.Equal(RowOutcome.Duplicate, outcome));
    }
}

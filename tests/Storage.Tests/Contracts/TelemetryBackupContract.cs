using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with telemetry in backups and in quarantine.</summary>
public abstract class TelemetryBackupContract : IAsyncLifetime
{
    private static readonly AppName App = AppName.Parse("cli");
    private static readonly DateOnly Today = DateOnly.FromDateTime(Given.Friday.UtcDateTime);
    private static readonly Epoch Epoch = Epoch.Containing(Today);
    private static readonly TelemetryPepper Pepper = new(Epoch, new byte[32], Given.Friday);
    private static readonly StartupEvent Startup = new() { Version = "1.2.3", System = "linux" };
    private static readonly TaskEvent Work = new() { Version = "1.2.3", Outcome = TaskOutcome.Success };

    private IStorageUnderTest _from = null!;
    private IStorageUnderTest _to = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_from, _to) = (await OpenAsync(), await OpenAsync());

    public async ValueTask DisposeAsync()
    {
        await _from.DisposeAsync();
        await _to.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Restore_IntoAnEmptyDatabaseTwice_BringsEverythingOnce()
    {
        await FillAsync(_from);
        using var backup = await BackUpAsync();
        Assert.Equal((3L, 3L), await RestoreAsync(backup));
        Assert.Equal((3L, 0L), await RestoreAsync(backup));

        Assert.Equal(await ReadAsync(_from), await ReadAsync(_to));
        var pepper = Assert.Single(await _to.Telemetry.ReadPeppersAsync(Token));
        Assert.Equal((Pepper.Epoch, Pepper.MadeAt), (pepper.Epoch, pepper.MadeAt));
        Assert.Equal(TelemetryOutcome.Duplicate, await StoreAsync(_to, 1, Work));
        Assert.Equal(TelemetryOutcome.OverLimit, await StoreAsync(_to, 1, Startup, limit: 3));
        Assert.Equal(
            (2, Today),
            ((await StateAsync(_to)).Changed, Assert.Single((await _to.TelemetryPublications.ReadScheduleAsync(Token)).Days).Day)
        );
    }

    [Fact]
    public async Task Restore_WhatWasDeletedMeanwhile_StaysAway()
    {
        await FillAsync(_from);
        using var backup = await BackUpAsync();
        await RestoreAsync(backup);
        await _to.Telemetry.DeleteAsync([new(App, Epoch, Device(1))], Given.Friday);
        Assert.Equal((3L, 0L), await RestoreAsync(backup));
        Assert.Equal([Device(2)], (await ReadAsync(_to)).Select(row => row.Device));
    }

    [Fact]
    public async Task Restore_ADeletionThatIsNews_RemovesWhatItCovers()
    {
        await FillAsync(_to);
        await FillAsync(_from);
        await _from.Telemetry.DeleteAsync([new(App, Epoch, Device(1))], Given.Friday);
        var removals = await RemovalsAsync(_to);
        using var backup = await BackUpAsync();
        await RestoreAsync(backup);
        Assert.Equal([Device(2)], (await ReadAsync(_to)).Select(row => row.Device));
        Assert.Equal(removals + 1, await RemovalsAsync(_to));
    }

    [Fact]
    public async Task Restore_AnotherPepper_TheEarlierOneIsFirst()
    {
        await FillAsync(_from);
        await _to.Telemetry.AddPepperAsync(new(Epoch, [.. Enumerable.Repeat((byte)7, 32)], Given.Friday.AddDays(1)));
        using var backup = await BackUpAsync();
        await RestoreAsync(backup);
        Assert.Equal([0, 7], (await _to.Telemetry.ReadPeppersAsync(Token)).Select(pepper => (int)pepper.Value[0]));
    }

    [Fact]
    public async Task Restore_APurgedDay_BringsNoRowsAndStaysPurged()
    {
        await FillAsync(_from);
        using var backup = await BackUpAsync();
        await FillAsync(_to);
        await _to.TelemetryPublications.PurgeDayAsync(App, Today);
        Assert.Equal((3L, 0L), await RestoreAsync(backup));
        Assert.Empty(await ReadAsync(_to));
        Assert.Empty(await _to.TelemetryRegister.ListAsync(9, Token));
    }

    [Fact]
    public async Task SetQuarantineAsync_ADevice_LeavesItOutUntilItIsReleased()
    {
        await FillAsync(_from);
        var listed = await Register.ListAsync(10, Token);
        Assert.Equal(
            [("cli", Today, 3L, false), ("cli", Today, 1L, false)],
            listed.Select(device => (device.App, device.Day, device.Events, device.Quarantined))
        );
        var removals = await RemovalsAsync(_from);

        Assert.True(await Register.SetQuarantineAsync(Guid.ParseExact(listed[0].Id, "n"), quarantined: true));
        Assert.False(await Register.SetQuarantineAsync(Guid.NewGuid(), quarantined: true));
        await StoreAsync(_from, 1, Startup);
        await _from.RestartAsync();
        Assert.Equal([Device(2)], (await ReadAsync(_from)).Select(row => row.Device));
        Assert.True((await Register.ListAsync(1, Token))[0].Quarantined);
        Assert.Equal(removals + 1, await RemovalsAsync(_from));

        using var backup = await BackUpAsync();
        await RestoreAsync(backup);
        Assert.Equal([Device(2)], (await ReadAsync(_to)).Select(row => row.Device));

        Assert.True(await Register.SetQuarantineAsync(Guid.ParseExact(listed[0].Id, "n"), quarantined: false));
        Assert.Equal(3, (await ReadAsync(_from)).Count);
    }

    [Fact]
    public async Task Restore_ADeviceThatWasDeletedInQuarantine_StaysInQuarantine()
    {
        await FillAsync(_from);
        var id = Guid.ParseExact((await Register.ListAsync(1, Token))[0].Id, "n");
        Assert.True(await Register.SetQuarantineAsync(id, quarantined: true));
        using var before = await BackUpAsync();
        await _from.Telemetry.DeleteAsync([new(App, Epoch, Device(1))], Given.Friday);
        using var after = await BackUpAsync();
        await RestoreAsync(after);
        await RestoreAsync(before);
        Assert.Equal(
            [(id.ToString("n"), 0L)],
            (await _to.TelemetryRegister.ListAsync(9, Token))
                .Where(device => device.Quarantined)
                .Select(device => (device.Id, device.Events))
        );
        await StoreAsync(_to, 1, Startup);
        Assert.Equal([Device(2)], (await ReadAsync(_to)).Select(row => row.Device));
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();

    private ITelemetryRegister Register => _from.TelemetryRegister;

    private static DeviceHash Device(int number) => DeviceHash.Derive(Pepper.Value, App, $"device-{number}");

    private static async Task FillAsync(IStorageUnderTest storage)
    {
        await storage.Telemetry.AddPepperAsync(Pepper);
        await StoreAsync(storage, 1, Startup);
        await StoreAsync(storage, 1, Startup);
        await StoreAsync(storage, 1, Work);
        await StoreAsync(storage, 2, Startup);
    }

    private static Task<TelemetryOutcome> StoreAsync(IStorageUnderTest storage, int device, TelemetryEvent reported, int limit = 0) =>
        storage.Telemetry.StoreAsync(NewTelemetryEvent.Create(App, Device(device), reported, Given.Friday, limit));

    private static Task<TelemetryAppState> StateAsync(IStorageUnderTest storage) =>
        storage.TelemetryPublications.ReadStateAsync(App, Epoch, Token);

    private static async Task<long> RemovalsAsync(IStorageUnderTest storage)
    {
        await using var snapshot = await storage.TelemetryPublications.OpenAsync(App, Epoch, 0, Token);
        return snapshot.Removals;
    }

    private static async Task<List<TelemetryRow>> ReadAsync(IStorageUnderTest storage)
    {
        var rows = new List<TelemetryRow>();
        await using var snapshot = await storage.TelemetryPublications.OpenAsync(App, Epoch, 0, Token);
        await snapshot.ReadAsync(Today, DeviceRange.Divide(1).Single(), rows.Add, Token);
        return rows;
    }

    private async Task<MemoryStream> BackUpAsync()
    {
        var backup = new MemoryStream();
        await _from.Backup.WriteAsync(backup, Token);
        return backup;
    }

    private async Task<(long Rows, long Stored)> RestoreAsync(MemoryStream backup)
    {
        backup.Position = 0;
        var report = await _to.Backup.RestoreAsync(backup, Token);
        return (report.Rows, report.Stored);
    }
}

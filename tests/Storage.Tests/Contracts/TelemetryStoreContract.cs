using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with telemetry events.</summary>
public abstract class TelemetryStoreContract : IAsyncLifetime
{
    private static readonly AppName App = AppName.Parse("cli");
    private static readonly byte[] Pepper = new byte[32];

    private static readonly StartupEvent Startup = new()
    {
        Version = "1.2.3",
        System = "linux",
        Runtime = "3.3.0",
        LaunchSource = "cli",
    };

    private static readonly TaskEvent Work = new()
    {
        Version = "1.2.3",
        Model = "claude-sonnet-4-5",
        Outcome = TaskOutcome.Success,
        DurationMs = 41_000,
        CostMicroUsd = 12_300,
    };

    private IStorageUnderTest _storage = null!;

    private static DateOnly Today => DateOnly.FromDateTime(Given.Friday.UtcDateTime);

    private static Epoch Epoch => Epoch.Containing(Today);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _storage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task StoreAsync_StartupsAndTasks_CountEachAndOnceAnHour()
    {
        await StoreAsync(1, Startup);
        await StoreAsync(1, Startup);
        Assert.Equal(TelemetryOutcome.Accepted, await StoreAsync(1, Work));
        Assert.Equal(TelemetryOutcome.Duplicate, await StoreAsync(1, Work));
        Assert.Equal(TelemetryOutcome.Accepted, await StoreAsync(1, Work with { DurationMs = 41_001 }));
        Assert.Equal(TelemetryOutcome.Accepted, await StoreAsync(1, Work, Given.Friday.AddHours(1)));
        Assert.Equal(TelemetryOutcome.Accepted, await StoreAsync(2, Work));
        await _storage.RestartAsync();
        Assert.Equal(TelemetryOutcome.Duplicate, await StoreAsync(2, Work));

        var rows = await ReadAsync(Today);
        Assert.Equal(
            (2, 2),
            (rows.Sum(row => row.Event is StartupEvent ? row.Count : 0), rows.Select(row => row.Device).Distinct().Count())
        );
        Assert.Equal(
            [Work, Work, Work, Work with { DurationMs = 41_001 }],
            rows.Select(row => row.Event).OfType<TaskEvent>().OrderBy(task => task.DurationMs)
        );
        Assert.Empty(await ReadAsync(Today.AddDays(1)));
    }

    [Fact]
    public async Task StoreAsync_ManyAtOnce_AreAllStoredOnce()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 400).Select(number => StoreAsync(number % 40, Work with { Iterations = number % 80 }))
        );
        Assert.Equal(80, outcomes.Count(outcome => outcome == TelemetryOutcome.Accepted));
        await Task.WhenAll(Enumerable.Range(0, 400).Select(number => StoreAsync(number % 40, Startup)));
        var rows = await ReadAsync(Today);
        Assert.Equal((80, 400), (rows.Count(row => row.Event is TaskEvent), rows.Sum(row => row.Event is StartupEvent ? row.Count : 0)));
    }

    [Fact]
    public async Task StoreAsync_OverTheLimitOfADay_StoresNothingUntilTheNext()
    {
        for (var number = 0; number < 5; number++)
        {
            Assert.Equal(TelemetryOutcome.Accepted, await StoreAsync(1, Work with { Iterations = number }, limit: 5));
        }

        Assert.Equal(TelemetryOutcome.OverLimit, await StoreAsync(1, Startup, limit: 5));
        Assert.Equal(TelemetryOutcome.Duplicate, await StoreAsync(1, Work with { Iterations = 3 }, limit: 5));
        Assert.Equal(TelemetryOutcome.Accepted, await StoreAsync(2, Startup, limit: 5));
        Assert.Equal(TelemetryOutcome.Accepted, await StoreAsync(1, Startup, Given.Friday.AddHours(6), limit: 5));
        Assert.Equal(6, (await ReadAsync(Today)).Sum(row => row.Count));
    }

    [Fact]
    public async Task AddPepperAsync_SeveralAtOnce_OneIsStored()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number => _storage.Telemetry.AddPepperAsync(new(Epoch, [.. Enumerable.Repeat((byte)number, 32)], Given.Friday)))
        );
        await _storage.RestartAsync();
        var pepper = Assert.Single(await _storage.Telemetry.ReadPeppersAsync(Token));
        Assert.Equal((Epoch, 32, Given.Friday), (pepper.Epoch, pepper.Value.Length, pepper.MadeAt));
    }

    [Fact]
    public async Task DeleteAsync_OneDevice_LeavesTheOthersAndCountsWhatComesLater()
    {
        await StoreAsync(1, Startup);
        await StoreAsync(1, Work, Given.Friday.AddDays(-1));
        await StoreAsync(2, Startup);
        await _storage.Telemetry.DeleteAsync([new(App, Epoch, Device(1)), new(App, Epoch, Device(3))], Given.Friday);

        Assert.Equal(Device(2), Assert.Single(await ReadAsync(Today)).Device);
        Assert.Empty(await ReadAsync(Today.AddDays(-1)));
        Assert.Equal(TelemetryOutcome.Accepted, await StoreAsync(1, Startup));
        Assert.Equal(2, (await ReadAsync(Today)).Count);
    }

    /// <summary>Clocks differ, so an event may be stamped with a later hour than a deletion that follows it.</summary>
    [Fact]
    public async Task DeleteAsync_AnEventOfALaterHour_GoesToo()
    {
        await StoreAsync(1, Startup);
        await StoreAsync(1, Work, Given.Friday.AddHours(1));
        await _storage.Telemetry.DeleteAsync([new(App, Epoch, Device(1))], Given.Friday);
        Assert.Empty(await ReadAsync(Today));
    }

    /// <summary>Events left behind by older servers.</summary>
    [Fact]
    public async Task DeleteAsync_EventsWithoutADevice_GoToo()
    {
        await StoreAsync(1, Startup);
        await StoreAsync(2, Startup);
        await _storage.ExecuteAsync("DELETE FROM telemetry_devices");
        await _storage.Telemetry.DeleteAsync([new(App, Epoch, Device(1))], Given.Friday);
        Assert.Equal(Device(2), Assert.Single(await ReadAsync(Today)).Device);
        Assert.Equal(1, (await ReadStateAsync()).Deletions);
    }

    [Fact]
    public async Task DeleteAsync_ADeviceInQuarantine_StaysInQuarantineUntilItIsReleased()
    {
        await StoreAsync(1, Startup);
        var id = Guid.ParseExact(Assert.Single(await _storage.TelemetryRegister.ListAsync(1, Token)).Id, "n");
        Assert.True(await _storage.TelemetryRegister.SetQuarantineAsync(id, quarantined: true));
        await _storage.Telemetry.DeleteAsync([new(App, Epoch, Device(1))], Given.Friday);
        Assert.Equal((id.ToString("n"), 0L, true), await ListedAsync());
        await StoreAsync(1, Startup);
        Assert.Empty(await ReadAsync(Today));
        Assert.Equal((id.ToString("n"), 1L, true), await ListedAsync());

        Assert.True(await _storage.TelemetryRegister.SetQuarantineAsync(id, quarantined: false));
        Assert.Single(await ReadAsync(Today));
        await _storage.Telemetry.DeleteAsync([new(App, Epoch, Device(1))], Given.Friday);
        Assert.Empty(await _storage.TelemetryRegister.ListAsync(1, Token));
    }

    [Fact]
    public async Task StoreResultAsync_RowsRemovedMeanwhile_IsRefused()
    {
        await StoreAsync(1, Startup);
        await using var snapshot = await _storage.TelemetryPublications.OpenAsync(App, Epoch, 0, Token);
        await _storage.Telemetry.DeleteAsync([new(App, Epoch, Device(1))], Given.Friday);

        Assert.False(await _storage.TelemetryPublications.StoreAsync(Result(snapshot.Removals)));
        Assert.True(await _storage.TelemetryPublications.StoreAsync(Result(snapshot.Removals + 1)));
    }

    [Fact]
    public async Task ReadStateAsync_AfterAPublication_CountsWhoReportedOrDeletedSince()
    {
        await StoreAsync(1, Startup);
        await StoreAsync(2, Startup);
        Assert.Equal(new(null, 2, 0), await ReadStateAsync());

        var generation = await _storage.TelemetryPublications.BeginGenerationAsync(App);
        await StoreAsync(2, Startup);
        await using (var snapshot = await _storage.TelemetryPublications.OpenAsync(App, Epoch, generation, Token))
        {
            Assert.Equal((2, 1), (snapshot.Devices, snapshot.Seen));
            var mark = new TelemetryMark(Given.Friday, generation, snapshot.Seen, 0);
            Assert.True(await _storage.TelemetryPublications.StoreAsync(Result(snapshot.Removals) with { Mark = mark }));
        }

        await StoreAsync(3, Startup);
        await _storage.Telemetry.DeleteAsync([new(App, Epoch, Device(1))], Given.Friday);
        await _storage.RestartAsync();
        var state = await ReadStateAsync();
        Assert.Equal((2, 1, generation, 1), (state.Changed, state.Deleted, state.Mark!.Generation, state.Mark.Seen));
    }

    [Fact]
    public async Task StoreResultAsync_AFinalOne_NeverChanges()
    {
        await StoreAsync(1, Startup);
        var version = await _storage.TelemetryPublications.ReadVersionAsync(App, Token);
        var totals = new TelemetryTotals { Startups = 1 };
        Assert.True(await _storage.TelemetryPublications.StoreAsync(Result(0, devices: 11) with { Totals = totals }));
        Assert.True(await _storage.TelemetryPublications.StoreAsync(Result(0, devices: 12)));
        await _storage.RestartAsync();

        var stored = Assert.Single(await _storage.TelemetryPublications.ReadAsync(App, TelemetryWindowKind.Day, Today, Today, Token));
        Assert.Equal(11, stored.Document.Devices);
        Assert.Equal(totals, await _storage.TelemetryPublications.ReadTotalsAsync(App, Today, Token));
        Assert.True(version < await _storage.TelemetryPublications.ReadVersionAsync(App, Token));
    }

    [Fact]
    public async Task PurgeDayAsync_AndTheEpochsEnd_LeaveNoRowDeviceOrPepper()
    {
        await _storage.Telemetry.AddPepperAsync(new(Epoch, Pepper, Given.Friday));
        await StoreAsync(1, Startup);
        var schedule = await _storage.TelemetryPublications.ReadScheduleAsync(Token);
        Assert.Equal((App, Today), Assert.Single(schedule.Days));

        var end = Epoch.FirstDay.AddDays(Epoch.Days);
        await _storage.Telemetry.DropExpiredAsync(Given.Friday, end);
        Assert.Single(await _storage.Telemetry.ReadPeppersAsync(Token));
        await _storage.TelemetryPublications.PurgeDayAsync(App, Today);
        await _storage.Telemetry.DropExpiredAsync(Given.Friday, end.AddDays(-1));
        Assert.Single(await _storage.Telemetry.ReadPeppersAsync(Token));
        await _storage.Telemetry.DropExpiredAsync(Given.Friday, end);

        Assert.Empty(await _storage.Telemetry.ReadPeppersAsync(Token));
        Assert.Empty((await _storage.TelemetryPublications.ReadScheduleAsync(Token)).Days);
        await using var snapshot = await _storage.TelemetryPublications.OpenAsync(App, Epoch, 0, Token);
        Assert.Equal(0, snapshot.Devices);
        Assert.Empty(await ReadAsync(Today));
    }

    [Fact]
    public async Task PurgeDayAsync_ADay_TakesTheDevicesThatReportedLastOnIt()
    {
        await _storage.Telemetry.AddPepperAsync(new(Epoch, Pepper, Given.Friday));
        await Task.WhenAll(Enumerable.Range(10, 1_100).Select(device => StoreAsync(device, Startup)));
        await StoreAsync(1, Startup);
        await StoreAsync(2, Startup, Given.Friday.AddDays(-1));
        await StoreAsync(1, Startup, Given.Friday.AddDays(1));

        // An event of an earlier day keeps its device's row, which is needed to delete it.
        await _storage.TelemetryPublications.PurgeDayAsync(App, Today);
        Assert.Empty(await ReadAsync(Today));
        Assert.Equal(1_102, await CountDevicesAsync());
        await _storage.TelemetryPublications.PurgeDayAsync(App, Today.AddDays(-1));
        Assert.Equal(1_101, await CountDevicesAsync());
        await _storage.TelemetryPublications.PurgeDayAsync(App, Today);
        Assert.Equal(1, await CountDevicesAsync());
        Assert.Equal(Device(1), Assert.Single(await ReadAsync(Today.AddDays(1))).Device);
    }

    [Fact]
    public async Task ReadAsync_ADamagedRow_IsLeftOut()
    {
        await StoreAsync(1, Startup);
        await StoreAsync(2, Work);
        await _storage.ExecuteAsync(
            "UPDATE telemetry_events SET content_hash = device WHERE count = 1 AND device < content_hash OR device > content_hash"
        );
        Assert.Empty(await ReadAsync(Today));
        Assert.Equal(2, _storage.DamagedRows);
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();

    private static DeviceHash Device(int number) => DeviceHash.Derive(Pepper, App, $"device-{number}");

    private static TelemetryResult Result(long removals, long? devices = null)
    {
        var period = TelemetryPeriod.Containing(TelemetryWindowKind.Day, Today);
        return new()
        {
            App = App,
            Removals = removals,
            Publications = [new(App, period, Document(period, devices))],
        };
    }

    private static TelemetryDocument Document(TelemetryPeriod period, long? devices) =>
        new()
        {
            App = App.ToString(),
            Window = new()
            {
                Name = period.Window.ToName(),
                Period = period.Label,
                From = period.FirstDay,
                To = period.LastDay,
                Final = true,
                ComputedAt = Given.Friday,
                MinimumDevices = 10,
                RulesVersion = TelemetryWindow.CurrentRules,
            },
            Devices = devices,
            Tasks = new(),
            Shares = new(),
            Versions = [],
            Systems = [],
            Runtimes = [],
            Brands = [],
            Containers = [],
            LaunchSources = [],
            Providers = [],
            Models = [],
            CostSources = [],
            ErrorKinds = [],
        };

    private async Task<(string Id, long Events, bool Quarantined)> ListedAsync()
    {
        var device = Assert.Single(await _storage.TelemetryRegister.ListAsync(2, Token));
        return (device.Id, device.Events, device.Quarantined);
    }

    private async Task<long> CountDevicesAsync()
    {
        await using var snapshot = await _storage.TelemetryPublications.OpenAsync(App, Epoch, 0, Token);
        return snapshot.Devices;
    }

    private Task<TelemetryAppState> ReadStateAsync() => _storage.TelemetryPublications.ReadStateAsync(App, Epoch, Token);

    private Task<TelemetryOutcome> StoreAsync(int device, TelemetryEvent reported, DateTimeOffset? at = null, int limit = 0) =>
        _storage.Telemetry.StoreAsync(NewTelemetryEvent.Create(App, Device(device), reported, at ?? Given.Friday, limit));

    private async Task<List<TelemetryRow>> ReadAsync(DateOnly day)
    {
        var rows = new List<TelemetryRow>();
        await using var snapshot = await _storage.TelemetryPublications.OpenAsync(App, Epoch.Containing(day), 0, Token);
        foreach (var range in DeviceRange.Divide(100_000))
        {
            await snapshot.ReadAsync(day, range, rows.Add, Token);
        }

        return rows;
    }
}

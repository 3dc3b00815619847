using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Maintenance;
using ToolTime.Publication;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Tests.Telemetry;

/// <summary>Telemetry through its grains on a silo.</summary>
public sealed class TelemetryGrainTests : GrainTest
{
    private const string App = "cli";

    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private ITelemetryIntakeGrain Intake => Host.Grains.GetGrain<ITelemetryIntakeGrain>(0);

    [Fact]
    public async Task RunStepAsync_TooFewSinceTheLastPublication_PublishesNothing()
    {
        Host.Clock.Now = Noon;
        await StartAsync(0, 10);
        Assert.Equal([App], await RunTelemetryAsync());
        Assert.Equal(10, (await ReadAsync("day"))!.Devices);

        await StartAsync(10, 9);
        Host.Clock.Now = Noon.AddHours(2);
        Assert.Empty(await RunTelemetryAsync());
        await Maintenance.LookNowAsync();
        Assert.Empty(await RunTelemetryAsync());
        Assert.Equal(10, (await ReadAsync("day"))!.Devices);

        await StartAsync(19, 1);
        Host.Clock.Now = Noon.AddHours(4);
        Assert.Equal([App], await RunTelemetryAsync());
        Assert.Equal(20, (await ReadAsync("day"))!.Devices);
    }

    [Fact]
    public async Task RunStepAsync_AtTheEndOfADayAWeekAndAnEpoch_PublishesThemForGood()
    {
        // The last Sunday of an epoch, and the Monday after it.
        Host.Clock.Now = new(2026, 11, 29, 23, 30, 0, TimeSpan.Zero);
        await StartAsync(0, 12);
        Host.Clock.Now = new(2026, 11, 30, 0, 10, 0, TimeSpan.Zero);
        await StartAsync(0, 11);
        Assert.Equal(["cli/day:2026-11-29", "cli/week:2026-W48", "cli/4w:2026-W45", App], await RunTelemetryAsync());

        Assert.Equal((12, true), await FiguresAsync("day", "day:2026-11-29"));
        Assert.Equal((12, true), await FiguresAsync("4w", "4w:2026-W45"));
        Assert.Equal((11, false), await FiguresAsync("4w", null));

        // A deletion changes only what is not final.
        await Intake.DeleteAsync("device-3");
        Host.Clock.Now = new(2026, 12, 1, 0, 10, 0, TimeSpan.Zero);
        Assert.Equal(["cli/day:2026-11-30", App], await RunTelemetryAsync());
        Assert.Equal((12, true), await FiguresAsync("week", "week:2026-W48"));
        Assert.Equal((10, false), await FiguresAsync("week", null));
    }

    /// <summary>The server stamps an event before committing it, so midnight may fall in between.</summary>
    [Fact]
    public async Task RunStepAsync_AnEventIsCommittedAfterMidnight_IsInItsFinalDay()
    {
        Host.Clock.Now = new(2026, 11, 24, 23, 59, 59, TimeSpan.Zero);
        await StartAsync(0, 10);
        Host.Clock.Now = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);
        Assert.DoesNotContain("cli/day:2026-11-24", await RunTelemetryAsync());
        var day = Host.Grains.GetGrain<ITelemetryDayGrain>("cli/2026-11-24");
        Assert.Equal(TelemetryStepOutcome.NotDue, await day.RollUpAsync());
        Host.Clock.Now = new(2026, 11, 24, 23, 59, 59, TimeSpan.Zero);
        await StartAsync(10, 1);
        Host.Clock.Now = new(2026, 11, 25, 0, 5, 0, TimeSpan.Zero);
        Assert.Contains("cli/day:2026-11-24", await RunTelemetryAsync());
        Assert.Equal((11, true), await FiguresAsync("day", "day:2026-11-24"));
    }

    [Fact]
    public async Task RunStepAsync_AfterRetention_LeavesFiguresAndNoPepper()
    {
        Host.Clock.Now = Noon;
        await StartAsync(0, 10);
        Host.Clock.Now = Noon.AddDays(150);
        var steps = await RunTelemetryAsync();
        Assert.Contains("purged cli/2026-11-24", steps);
        await RunTelemetryAsync();
        var store = Host.Services.GetRequiredService<ITelemetryStore>();
        Assert.Empty(await store.ReadPeppersAsync(Token));
        Assert.Equal((10, true), await FiguresAsync("day", "day:2026-11-24"));
        Assert.Equal((10, true), await FiguresAsync("4w", "4w:2026-W45"));
    }

    [Fact]
    public async Task GetTotalsAsync_LiveAndRolledUp_AreExact()
    {
        Host.Clock.Now = Noon;
        await StartAsync(0, 3);
        await Intake.TakeAsync(Report(1, new TaskEvent { Version = "1.0", Outcome = TaskOutcome.Error }));
        await Host.Services.GetRequiredService<LiveTelemetry>().FlushAsync();
        var day = Host.Grains.GetGrain<ITelemetryDayGrain>("cli/2026-11-24");
        var expected = new TelemetryTotals { Startups = 3, Tasks = 1, Failed = 1 };
        Assert.Equal(expected, await day.GetTotalsAsync());
        Host.Clock.Now = Noon.AddDays(1);
        await RunTelemetryAsync();
        await Host.DeactivateAllAsync();
        Assert.Equal(expected, await day.GetTotalsAsync());
    }

    [Fact]
    public async Task TakeAsync_AcrossEpochsAndApps_IsAnotherDeviceEachTime()
    {
        Host.Clock.Now = new(2026, 11, 29, 23, 59, 59, TimeSpan.Zero);
        await StartAsync(0, 1);
        Host.Clock.Now = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);
        await StartAsync(0, 1);
        var store = Host.Services.GetRequiredService<ITelemetryStore>();
        var peppers = await store.ReadPeppersAsync(Token);
        Assert.Equal(2, peppers.Select(pepper => Convert.ToHexString(pepper.Value)).Distinct().Count());
        Assert.Equal([Epoch.Containing(new(2026, 11, 29)), Epoch.Containing(new(2026, 11, 30))], peppers.Select(pepper => pepper.Epoch));
    }

    private static TelemetryReport Report(int device, TelemetryEvent reported) =>
        new() { App = App, DeviceId = $"device-{device}", Event = reported };

    private async Task StartAsync(int first, int count)
    {
        for (var device = first; device < first + count; device++)
        {
            Assert.Equal(
                TelemetryOutcome.Accepted,
                await Intake.TakeAsync(Report(device, new StartupEvent { Version = "1.0", System = "linux" }))
            );
        }
    }

    private async Task<List<string>> RunTelemetryAsync()
    {
        var steps = new List<string>();
        while (await Maintenance.RunStepAsync() is var step and not MaintenanceStep.Idle)
        {
            Assert.IsNotType<MaintenanceStep.Failed>(step);
            if (step is MaintenanceStep.PublishedTelemetry published)
            {
                steps.Add(published.Window);
            }
            else if (step is MaintenanceStep.PurgedTelemetry purged)
            {
                steps.Add($"purged {purged.Day}");
            }
        }

        return steps;
    }

    private async Task<TelemetryDocument?> ReadAsync(string window, string? period = null) =>
        await Host.Grains.GetGrain<ITelemetrySummaryGrain>($"{App}/{window}").GetAsync(period, null) is PublicationAnswer.Newer newer
            ? JsonSerializer.Deserialize(newer.Body.AsSpan(), TelemetryJson.Default.TelemetryDocument)
            : null;

    private async Task<(long?, bool)> FiguresAsync(string window, string? period)
    {
        var document = await ReadAsync(window, period);
        return (document!.Devices, document.Window.Final);
    }
}

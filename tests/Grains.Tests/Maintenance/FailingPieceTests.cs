using ToolTime.Grains.Tests.Hosting;
using ToolTime.Maintenance;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Tests.Maintenance;

/// <summary>One day, window or app always fails. It holds up nothing behind it.</summary>
public sealed class FailingPieceTests : GrainTest
{
    private readonly FailingKeys _failing = new();

    private protected override Task<GrainHost> StartAsync() =>
        GrainHost.StartAsync(services => services.AddSingleton<IIncomingGrainCallFilter>(_failing));

    [Fact]
    public async Task RunStepAsync_ADayAlwaysFails_RollsUpLaterOnesAndTriesItAgain()
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(1, Given.Monday.AddDays(1));
        Host.Clock.Now = Given.Friday;
        _failing.Key = $"{Given.Monday:yyyy-MM-dd}";
        List<MaintenanceStep> steps = [.. await RunRoundAsync(), .. await RunRoundAsync()];
        Assert.Contains(new MaintenanceStep.RolledUp { Day = Given.Monday.AddDays(1) }, steps);

        _failing.Key = null;
        Assert.Contains(new MaintenanceStep.RolledUp { Day = Given.Monday }, await RunRoundAsync());
    }

    [Fact]
    public async Task RunStepAsync_ADayAlwaysFails_IsPassedInTheNextRoundOfAnOperatorsCall()
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(1, Given.Monday.AddDays(1));
        Host.Clock.Now = Given.Friday;
        _failing.Key = $"{Given.Monday:yyyy-MM-dd}";
        await Maintenance.LookNowAsync();
        Assert.Contains(new MaintenanceStep.Failed(), await RunRoundAsync());
        Assert.Contains(new MaintenanceStep.RolledUp { Day = Given.Monday.AddDays(1) }, await RunRoundAsync());
    }

    [Fact]
    public async Task RunStepAsync_AWeekAlwaysFails_PublishesTheFourWeeks()
    {
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = Given.Week.EndExclusive.AddDays(7);
        _failing.Key = $"week:{Given.Week}";
        List<MaintenanceStep> steps = [.. await RunRoundAsync(), .. await RunRoundAsync()];
        Assert.Contains(new MaintenanceStep.Published { Window = "4w:2026-W45" }, steps);
        Assert.DoesNotContain(new MaintenanceStep.Published { Window = $"{Given.Week}" }, steps);

        _failing.Key = null;
        Assert.Contains(new MaintenanceStep.Published { Window = $"{Given.Week}" }, await RunRoundAsync());
    }

    [Fact]
    public async Task RunStepAsync_AnAppAlwaysFails_PublishesTheOthers()
    {
        Host.Clock.Now = Given.Friday;
        for (var device = 0; device < 10; device++)
        {
            await StartAsync("broken", device);
            await StartAsync("cli", device);
        }

        Host.Clock.Now = Given.Friday.AddDays(1);
        _failing.Key = "broken/2026-11-20";
        List<MaintenanceStep> steps = [.. await RunRoundAsync(), .. await RunRoundAsync()];
        Assert.Contains(new MaintenanceStep.PublishedTelemetry { Window = "cli/day:2026-11-20" }, steps);

        _failing.Key = null;
        Assert.Contains(new MaintenanceStep.PublishedTelemetry { Window = "broken/day:2026-11-20" }, await RunRoundAsync());
    }

    private Task<TelemetryOutcome> StartAsync(string app, int device) =>
        Host.Grains.GetGrain<ITelemetryIntakeGrain>(0)
            .TakeAsync(new()
            {
                App = app,
                DeviceId = $"device-{device}",
                Event = new StartupEvent { Version = "1.0", System = "linux" },
            });

    private async Task<List<MaintenanceStep>> RunRoundAsync()
    {
        List<MaintenanceStep> steps = [];
        while (steps is not [.., MaintenanceStep.Idle])
        {
            Assert.InRange(steps.Count, 0, 50);
            steps.Add(await Maintenance.RunStepAsync());
        }

        return steps;
    }

    /// <summary>Fails every call to grains with a key.</summary>
    private sealed class FailingKeys : IIncomingGrainCallFilter
    {
        public string? Key { get; set; }

        public Task Invoke(IIncomingGrainCallContext context) =>
            Key is { } key && context.TargetId.Key.ToString() == key
                ? throw new InvalidOperationException("This one always fails.")
                : context.Invoke();
    }
}

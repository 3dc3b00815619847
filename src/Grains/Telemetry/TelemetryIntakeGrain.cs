using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using ToolTime.Calendar;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>
/// Turns a device's id into its hash, the only form that is passed on, and lets storage decide. Each silo has its own grain, whose calls do
/// not wait for each other.
/// </summary>
[StatelessWorker, Reentrant]
internal sealed class TelemetryIntakeGrain(
    ITelemetryStore store,
    PepperCache peppers,
    LiveTelemetry live,
    IOptions<TelemetryOptions> options,
    DomainClock clock) : Grain, ITelemetryIntakeGrain
{
    public async Task<TelemetryOutcome> TakeAsync(TelemetryReport report)
    {
        var now = clock.GetUtcNow();
        var app = AppName.Parse(report.App);
        var pepper = await peppers.GetAsync(Epoch.Containing(now.UtcDay()));
        var device = DeviceHash.Derive(pepper, app, report.DeviceId);
        var offered = NewTelemetryEvent.Create(app, device, report.Event, now, options.Value.PerDevicePerDay);
        var outcome = await store.StoreAsync(offered);
        if (outcome == TelemetryOutcome.Accepted)
        {
            live.Add(app, offered.Day, report.Event);
        }

        return outcome;
    }

    public async Task DeleteAsync(string deviceId)
    {
        var apps = await store.ListAppsAsync(CancellationToken.None);
        var known = await store.ReadPeppersAsync(CancellationToken.None);
        await store.DeleteAsync(
            [
                .. from pepper in known
                from app in apps
                select new TelemetryDevice(app, pepper.Epoch, DeviceHash.Derive(pepper.Value, app, deviceId)),
            ],
            clock.GetUtcNow()
        );
    }
}

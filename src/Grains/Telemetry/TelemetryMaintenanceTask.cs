using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Maintenance;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Maintenance;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>
/// Handles telemetry: publishes final periods that are over, and running ones at each interval and on each new day; purges old rows.
/// </summary>
internal sealed class TelemetryMaintenanceTask(
    ITelemetryPublicationStore publications,
    ITelemetryStore store,
    IGrainFactory grains,
    IOptions<PublicationOptions> publication,
    IOptions<RetentionOptions> retention,
    DomainClock clock) : IMaintenanceTask
{
    /// <summary>When each app's running periods were last checked.</summary>
    private readonly Dictionary<AppName, DateTimeOffset> _lookedAt = [];

    /// <summary>What was tried in this turn, and after a failure in those before, so that what fails does not hold up the rest.</summary>
    private readonly HashSet<(AppName App, TelemetryPeriod? Final)> _tried = [];

    public void LookNow()
    {
        _lookedAt.Clear();
        _tried.Clear();
    }

    public async Task<MaintenanceStep?> TakeStepAsync()
    {
        var schedule = await publications.ReadScheduleAsync(CancellationToken.None);
        var now = clock.GetUtcNow();
        foreach (var (app, period) in schedule.ListDue(now))
        {
            if (_tried.Add((app, period)) && await PublishFinalAsync(app, period) is { } published)
            {
                return published;
            }
        }

        if ((await PublishRunningAsync(now) ?? await PurgeAsync(schedule)) is { } step)
        {
            return step;
        }

        _tried.Clear();
        return null;
    }

    private async Task<MaintenanceStep?> PublishFinalAsync(AppName app, TelemetryPeriod period) => Step(
        period.Window == TelemetryWindowKind.Day
            ? await grains.GetTelemetryDay(app, period.FirstDay).RollUpAsync()
            : await grains.GetGrain<ITelemetryPublisherGrain>(app.ToString()).PublishFinalAsync(period.ToString()),
        new MaintenanceStep.PublishedTelemetry { Window = $"{app}/{period}" });

    private async Task<MaintenanceStep?> PublishRunningAsync(DateTimeOffset now)
    {
        foreach (var app in await store.ListAppsAsync(CancellationToken.None))
        {
            DateTimeOffset? lookedAt = _lookedAt.TryGetValue(app, out var looked) ? looked : null;
            if (!publication.Value.IsDue(lookedAt, now) || !_tried.Add((app, null)))
            {
                continue;
            }

            var outcome = await grains.GetGrain<ITelemetryPublisherGrain>(app.ToString()).PublishRunningAsync();
            _lookedAt[app] = now;
            if (Step(outcome, new MaintenanceStep.PublishedTelemetry { Window = app.ToString() }) is { } step)
            {
                return step;
            }
        }

        return null;
    }

    private async Task<MaintenanceStep?> PurgeAsync(TelemetrySchedule schedule)
    {
        var oldest = clock.GetUtcToday().AddDays(-retention.Value.RawDays);
        if (schedule.FindDayToPurge(oldest) is not var (app, day))
        {
            await store.DropExpiredAsync(clock.GetUtcNow() - Tombstone.Lifetime, oldest);
            return null;
        }

        await grains.GetTelemetryDay(app, day).PurgeAsync();
        return new MaintenanceStep.PurgedTelemetry { Day = $"{app}/{TelemetryPeriod.Containing(TelemetryWindowKind.Day, day).Label}" };
    }

    private static MaintenanceStep? Step(TelemetryStepOutcome outcome, MaintenanceStep done) =>
        outcome == TelemetryStepOutcome.Done ? done : null;
}

using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Usage;
using ToolTime.Maintenance;
using ToolTime.Publication;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Maintenance;

/// <summary>
/// One kind of maintenance. Tasks take turns in order. A turn always ends: work that becomes due during it may wait for the next round.
/// </summary>
internal interface IMaintenanceTask
{
    /// <summary>Does the next piece of work that is due; null if there is none, which ends the task's turn.</summary>
    Task<MaintenanceStep?> TakeStepAsync();

    /// <summary>A new round begins, in which due work is done even if the task checked a moment ago.</summary>
    void LookNow()
    {
    }
}

/// <summary>
/// Rolls up days that are over and have changed since, earliest first. Each day gets one rollup per turn, because yesterday's reports
/// arrive all day.
/// </summary>
internal sealed class RollUpTask(IDayStore days, IGrainFactory grains, DomainClock clock) : IMaintenanceTask
{
    private DateOnly _last;

    public void LookNow() => _last = default;

    public async Task<MaintenanceStep?> TakeStepAsync()
    {
        if (await days.FindDayToRollUpAsync(_last, clock.GetUtcToday(), CancellationToken.None) is not { } day)
        {
            _last = default;
            return null;
        }

        // First, so that a day that fails holds up no later one; the turn after the next tries it again.
        _last = day;
        await grains.GetDay(day).RollUpAsync();
        return new MaintenanceStep.RolledUp { Day = day };
    }
}

/// <summary>Checks the newest seven days at each interval and on each new day, whether or not there is anything to publish.</summary>
internal sealed class PublishSevenDaysTask(IGrainFactory grains, IOptions<PublicationOptions> publication, DomainClock clock)
    : IMaintenanceTask
{
    private DateTimeOffset? _lookedAt;

    // A publication may take longer than the interval; a turn publishes only once.
    private bool _hasPublished;

    public void LookNow() => (_lookedAt, _hasPublished) = (null, false);

    public async Task<MaintenanceStep?> TakeStepAsync()
    {
        var now = clock.GetUtcNow();
        if (_hasPublished || !publication.Value.IsDue(_lookedAt, now))
        {
            _hasPublished = false;
            return null;
        }

        var outcome = await grains.GetGrain<IPublisherGrain>(StatsQuery.Default.ToString()).PublishAsync();
        if (outcome != PublishOutcome.Overtaken)
        {
            // After one that was overtaken, the next round checks again, however long the interval.
            _lookedAt = now;
        }

        _hasPublished = outcome == PublishOutcome.Published;
        return _hasPublished ? new MaintenanceStep.PublishedSevenDays { Day = now.UtcDay() } : null;
    }
}

/// <summary>Publishes weeks and four-week windows that are over or final.</summary>
internal sealed class PublishPeriodTask(
    IPublicationStore publications, IGrainFactory grains, IOptions<IngestionOptions> ingestion, DomainClock clock) : IMaintenanceTask
{
    /// <summary>What was tried in this turn, and after a failure in those before, so that what fails does not hold up the rest.</summary>
    private readonly HashSet<PublicationPeriod> _tried = [];

    public void LookNow() => _tried.Clear();

    public async Task<MaintenanceStep?> TakeStepAsync()
    {
        if (await TakeStepAsync(StatsWindowKind.Week) is { } week)
        {
            return week;
        }

        if (await TakeStepAsync(StatsWindowKind.FourWeeks) is { } fourWeeks)
        {
            return fourWeeks;
        }

        _tried.Clear();
        return null;
    }

    private async Task<MaintenanceStep?> TakeStepAsync(StatsWindowKind window)
    {
        var schedule = await publications.ReadScheduleAsync(window, CancellationToken.None);
        foreach (var period in schedule.ListDue(window, clock.GetUtcNow(), PublicationOptions.FinalAfter(ingestion.Value)))
        {
            if (_tried.Add(period)
                && await grains.GetGrain<IPublisherGrain>(period.Query.ToString()).PublishAsync() == PublishOutcome.Published)
            {
                return new MaintenanceStep.Published { Window = period.ToString() };
            }
        }

        return null;
    }
}

/// <summary>Purges old rows and tombstones.</summary>
internal sealed class PurgeTask(
    IDayStore days,
    IDeletionStore deletions,
    IGrainFactory grains,
    IOptions<RetentionOptions> retention,
    DomainClock clock
) : IMaintenanceTask
{
    public async Task<MaintenanceStep?> TakeStepAsync()
    {
        await deletions.DropTombstonesAsync(clock.GetUtcNow() - Tombstone.Lifetime);
        if (await days.FindDayToPurgeAsync(clock.GetUtcToday().AddDays(-retention.Value.RawDays), CancellationToken.None) is not { } day)
        {
            return null;
        }

        await grains.GetDay(day).PurgeAsync();
        return new MaintenanceStep.Purged { Day = day };
    }
}

using System.Globalization;
using Microsoft.Extensions.Logging;
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

/// <summary>Asks storage what is due and has the day's or the window's grain do it: days first, then the newest seven
/// days, then weeks and fours of them that are over, then what is past its time.</summary>
internal sealed partial class MaintenanceGrain(
    IDayStore days,
    IPublicationStore publications,
    IGrainFactory grains,
    IDeletionStore deletions,
    IOptions<PublicationOptions> publication,
    IOptions<IngestionOptions> ingestion,
    IOptions<RetentionOptions> retention,
    DomainClock clock,
    MaintenanceMetrics metrics,
    ILogger<MaintenanceGrain> logger) : Grain, IMaintenanceGrain
{
    private const string ReminderName = "maintenance";

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private IGrainTimer? _work;
    private DateTimeOffset? _lookedAt;

    public async Task ScheduleAsync()
    {
        if (await this.GetReminder(ReminderName) is null)
        {
            await this.RegisterOrUpdateReminder(ReminderName, dueTime: Period, Period);
        }
    }

    /// <summary>Only begins the work: a tick may take no longer than any call, and a publication takes minutes.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _work ??= this.RegisterGrainTimer(
            WorkAsync, new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task LookNowAsync()
    {
        _lookedAt = null;
        return Task.CompletedTask;
    }

    public async Task<MaintenanceStep> RunStepAsync()
    {
        var measure = metrics.Begin();
        var step = await TakeStepAsync();
        measure.End(step);
        return step;
    }

    /// <summary>
    /// Takes one step and comes again at once while there was something to do, so that a caller of <see cref="RunStepAsync"/> gets its
    /// turn.
    /// </summary>
    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        var isMore = false;
        try
        {
            isMore =
                await RunStepAsync()
                    is MaintenanceStep.RolledUp
                        or MaintenanceStep.Published
                        or MaintenanceStep.PublishedSevenDays
                        or MaintenanceStep.Purged;
        }
        finally
        {
            if (isMore)
            {
                _work?.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
            else
            {
                _work?.Dispose();
                _work = null;
            }
        }
    }

    private async Task<MaintenanceStep> TakeStepAsync()
    {
        try
        {
            return await RollUpAsync() ?? await PublishSevenDaysAsync() ?? await PublishPeriodAsync(StatsWindowKind.Week)
                ?? await PublishPeriodAsync(StatsWindowKind.FourWeeks) ?? await PurgeAsync() ?? new MaintenanceStep.Idle();
        }
        catch (Exception exception) when (exception is StorageUnavailableException or TimeoutException)
        {
            LogUnavailable(exception);
            return new MaintenanceStep.Unavailable();
        }
    }

    private async Task<MaintenanceStep?> RollUpAsync()
    {
        if (await days.FindDayToRollUpAsync(clock.GetUtcToday(), CancellationToken.None) is not { } day)
        {
            return null;
        }

        return await GrainOf(day).RollUpAsync() == RollupOutcome.Unavailable
            ? new MaintenanceStep.Unavailable()
            : new MaintenanceStep.RolledUp { Day = day };
    }

    /// <summary>
    /// Looks at each interval and on each new day, whether or not anything comes of it, so that a step after this one has its turn.
    /// </summary>
    private async Task<MaintenanceStep?> PublishSevenDaysAsync()
    {
        var now = clock.GetUtcNow();
        if (
            _lookedAt is { } looked
            && now - looked < publication.Value.Interval
            && now >= looked
            && now.UtcDateTime.Date == looked.UtcDateTime.Date
        )
        {
            return null;
        }

        var step = await PublishAsync(
            StatsQuery.Default,
            new MaintenanceStep.PublishedSevenDays { Day = DateOnly.FromDateTime(now.UtcDateTime) }
        );
        _lookedAt = step is MaintenanceStep.Unavailable ? null : now;
        return step;
    }

    private async Task<MaintenanceStep?> PublishPeriodAsync(StatsWindowKind window)
    {
        var schedule = await publications.ReadScheduleAsync(window, CancellationToken.None);
        return schedule.FindDue(window, clock.GetUtcNow(), PublicationOptions.FinalAfter(ingestion.Value)) is { } period
            ? await PublishAsync(period.Query, new MaintenanceStep.Published { Window = period.ToString() })
            : null;
    }

    /// <summary>
    /// Publishes a window; null where it is not due, or deletions overtook it, so that what comes after it is not kept waiting.
    /// </summary>
    private async Task<MaintenanceStep?> PublishAsync(StatsQuery window, MaintenanceStep published) =>
        await grains.GetGrain<IPublisherGrain>(window.ToString()).PublishAsync() switch
        {
            PublishOutcome.Published => published,
            PublishOutcome.NotDue or PublishOutcome.Overtaken => null,
            _ => new MaintenanceStep.Unavailable(),
        };

    private async Task<MaintenanceStep?> PurgeAsync()
    {
        await deletions.DropTombstonesAsync(clock.GetUtcNow() - Tombstone.Lifetime);
        if (await days.FindDayToPurgeAsync(clock.GetUtcToday().AddDays(-retention.Value.RawDays), CancellationToken.None) is not { } day)
        {
            return null;
        }

        return await GrainOf(day).PurgeAsync() ? new MaintenanceStep.Purged { Day = day } : new MaintenanceStep.Unavailable();
    }

    private IDayGrain GrainOf(DateOnly day) => grains.GetGrain<IDayGrain>(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [LoggerMessage(1401, LogLevel.Error, "Maintenance could not reach the storage; what is due stays due.")]
    private partial void LogUnavailable(Exception exception);
}

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
using ToolTime.Usage;

namespace ToolTime.Grains.Maintenance;

/// <summary>Asks storage what is due and has the day's or the window's grain do it: days first, since a week's are all over,
/// then weeks, then the newest seven days, then what is past its time.</summary>
internal sealed partial class MaintenanceGrain(
    IDayStore days,
    IPublicationStore publications,
    ISevenDayStore sevenDays,
    IGrainFactory grains,
    IDeletionStore deletions,
    IOptions<PublicationOptions> publication,
    IOptions<RetentionOptions> retention,
    DomainClock clock,
    MaintenanceMetrics metrics,
    ILogger<MaintenanceGrain> logger) : Grain, IMaintenanceGrain
{
    private const string ReminderName = "maintenance";

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private IGrainTimer? _work;

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

    public async Task<MaintenanceStep> RunStepAsync()
    {
        var measure = metrics.Begin();
        var step = await TakeStepAsync();
        measure.End(step);
        return step;
    }

    /// <summary>Takes one step and comes again at once while there was something to do, so that a caller of <see cref="RunStepAsync"/> gets its turn.</summary>
    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        var isMore = false;
        try
        {
            isMore = await RunStepAsync() is MaintenanceStep.RolledUp or MaintenanceStep.Published or MaintenanceStep.PublishedSevenDays or MaintenanceStep.Purged;
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
            return await RollUpAsync() ?? await PublishWeekAsync() ?? await PublishSevenDaysAsync() ?? await PurgeAsync() ?? new MaintenanceStep.Idle();
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

    private async Task<MaintenanceStep?> PublishWeekAsync()
    {
        var endedBy = clock.GetUtcNow() - publication.Value.Grace - PublicationOptions.Delay;
        if (await publications.FindWeekToPublishAsync(endedBy, CancellationToken.None) is not { } week)
        {
            return null;
        }

        return await PublishAsync(week.ToString(), new MaintenanceStep.Published { IsoWeek = week.ToString() });
    }

    /// <summary>Of several that were missed only the newest is published: what would have been told between is of the past.</summary>
    private async Task<MaintenanceStep?> PublishSevenDaysAsync()
    {
        var over = DateOnly.FromDateTime((clock.GetUtcNow() - PublicationOptions.Delay).UtcDateTime).AddDays(-1);
        var days = SevenDays.EndingBy(over);
        var newest = await sevenDays.ReadNewestAsync(CancellationToken.None);
        if (newest?.Days.LastDay >= days.LastDay || !await sevenDays.HasReportsAsync(days.LastDay, CancellationToken.None))
        {
            return null;
        }

        return await PublishAsync(days.ToString(), new MaintenanceStep.PublishedSevenDays { LastDay = days.LastDay });
    }

    /// <summary>Publishes a window; null where deletions overtook it, so that what comes after it is not kept waiting.</summary>
    private async Task<MaintenanceStep?> PublishAsync(string window, MaintenanceStep published)
    {
        return await grains.GetGrain<IPublisherGrain>(window).PublishAsync() switch
        {
            PublishOutcome.Published => published,
            PublishOutcome.Overtaken => null,
            _ => new MaintenanceStep.Unavailable(),
        };
    }

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

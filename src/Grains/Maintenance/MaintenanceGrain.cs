using Microsoft.Extensions.Logging;
using ToolTime.Maintenance;

namespace ToolTime.Grains.Maintenance;

/// <summary>
/// Takes one step of maintenance after the other: days are rolled up first, then the newest seven days are published, then weeks and fours
/// of them that are over, then what is past its time is dropped. A round ends when each task had its turn, however much comes in
/// meanwhile.
/// </summary>
internal sealed partial class MaintenanceGrain(
    IEnumerable<IMaintenanceTask> tasks, MaintenanceMetrics metrics, ILogger<MaintenanceGrain> logger) : Grain, IMaintenanceGrain
{
    private const string ReminderName = "maintenance";

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private readonly IReadOnlyList<IMaintenanceTask> _tasks = [.. tasks];
    private IGrainTimer? _work;
    private int _turn;

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
        _turn = 0;
        foreach (var task in _tasks)
        {
            task.LookNow();
        }

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
            isMore = await RunStepAsync() is not MaintenanceStep.Idle;
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
        while (_turn < _tasks.Count)
        {
            // A failure ends a task's turn, so that one which fails each time holds up no other.
            var task = _tasks[_turn++];
            try
            {
                if (await task.TakeStepAsync() is { } step)
                {
                    _turn--;
                    return step;
                }
            }
            catch (Exception exception) when (exception is StorageUnavailableException or TimeoutException)
            {
                LogUnavailable(exception, task.GetType().Name);
                return new MaintenanceStep.Unavailable();
            }
        }

        _turn = 0;
        return new MaintenanceStep.Idle();
    }

    [LoggerMessage(1401, LogLevel.Error, "The storage did not let maintenance do its {Task}; what is due stays due.")]
    private partial void LogUnavailable(Exception exception, string task);
}

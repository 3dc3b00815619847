using Microsoft.Extensions.Logging;
using ToolTime.Maintenance;

namespace ToolTime.Grains.Maintenance;

/// <summary>
/// Runs maintenance step by step: rolls up days, publishes the newest seven days, then weeks and four-week windows that are over, purges
/// old rows, then handles telemetry and webhooks. A round ends when each task has had its turn, however much arrives meanwhile.
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

    /// <summary>Only starts the work: a tick must end within a call's timeout, and a publication takes minutes.</summary>
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
    /// Takes one step, and another at once while there is work to do, so that calls of <see cref="RunStepAsync"/> get their turn in
    /// between.
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
            // A failure ends a task's turn, so that a task that always fails does not hold up the others.
            var task = _tasks[_turn++];
            try
            {
                if (await task.TakeStepAsync() is { } step)
                {
                    _turn--;
                    return step;
                }
            }
            catch (Exception exception)
            {
                // Whatever failed, the other tasks and the next round must still run.
                LogFailed(exception, task.GetType().Name);
                return new MaintenanceStep.Failed();
            }
        }

        _turn = 0;
        return new MaintenanceStep.Idle();
    }

    [LoggerMessage(1401, LogLevel.Error, "{Task} failed; it will be retried.")]
    private partial void LogFailed(Exception exception, string task);
}

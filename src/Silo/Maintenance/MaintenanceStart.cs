using ToolTime.Maintenance;

namespace ToolTime.Silo.Maintenance;

/// <summary>Schedules maintenance once grains are available. Nothing waits for it.</summary>
internal sealed partial class MaintenanceStart(IGrainFactory grains, TimeProvider timeProvider, ILogger<MaintenanceStart> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryScheduleAsync())
        {
            await Task.Delay(RetryAfter, timeProvider, stoppingToken);
        }
    }

    private async Task<bool> TryScheduleAsync()
    {
        try
        {
            await grains.GetGrain<IMaintenanceGrain>(0).ScheduleAsync();
            return true;
        }
        catch (Exception exception)
        {
            // Whatever failed, a server without maintenance must keep trying.
            LogUnscheduled(exception);
            return false;
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "Maintenance could not be scheduled; it will be retried.")]
    private partial void LogUnscheduled(Exception exception);
}

namespace ToolTime.Maintenance;

/// <summary>
/// Does what time makes due: days are rolled up, windows are published, rows past their time are purged. There is one, with key 0. It holds
/// nothing that storage does not know, so a missed tick costs only time.
/// </summary>
public interface IMaintenanceGrain : IGrainWithIntegerKey, IRemindable
{
    /// <summary>Sees to it that the reminder is set. Durable; may be called again.</summary>
    Task ScheduleAsync();

    /// <summary>
    /// Begins a new round, in which the newest seven days and running periods do not wait for the next interval. Nothing durable changes.
    /// </summary>
    Task LookNowAsync();

    /// <summary>Does at most one piece of what is due now. When the call returns it is durable; it may be called again.</summary>
    [ResponseTimeout("00:10:00")]
    Task<MaintenanceStep> RunStepAsync();
}

namespace ToolTime.Maintenance;

/// <summary>
/// Does whatever is due: rolls up days, publishes windows, purges old rows. A single grain, key 0. It holds nothing that storage does not,
/// so a missed tick only delays work.
/// </summary>
public interface IMaintenanceGrain : IGrainWithIntegerKey, IRemindable
{
    /// <summary>Ensures that the reminder is set. Durable; may be called again.</summary>
    Task ScheduleAsync();

    /// <summary>
    /// Starts a new round in which the newest seven days and running periods need not wait for the next interval. Nothing durable changes.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task LookNowAsync();

    /// <summary>Does at most one piece of work that is due. It is durable when the call returns; may be called again.</summary>
    [ResponseTimeout("00:10:00")]
    Task<MaintenanceStep> RunStepAsync();
}

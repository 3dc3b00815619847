using ToolTime.Maintenance;

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

using ToolTime.Maintenance;

namespace ToolTime.Grains.Maintenance;

/// <summary>
/// One kind of maintenance. Tasks have their turns in their order, and a turn ends: what becomes due in it waits for the next round.
/// </summary>
internal interface IMaintenanceTask
{
    /// <summary>Does what is due next; null where nothing is, which ends its turn.</summary>
    Task<MaintenanceStep?> TakeStepAsync();

    /// <summary>A new round begins: what is due now is done even where the last look was a moment ago.</summary>
    void LookNow()
    {
    }
}

using ToolTime.Maintenance;

namespace ToolTime.Grains.Maintenance;

/// <summary>One kind of maintenance. Tasks are asked in their order, each time from the first on.</summary>
internal interface IMaintenanceTask
{
    /// <summary>Does what is due next; null where nothing is, so that the next task has its turn.</summary>
    Task<MaintenanceStep?> TakeStepAsync();

    /// <summary>Looks at the next step even where the last look was a moment ago.</summary>
    void LookNow()
    {
    }
}

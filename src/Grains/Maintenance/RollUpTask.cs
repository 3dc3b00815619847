using ToolTime.Calendar;
using ToolTime.Grains.Usage;
using ToolTime.Maintenance;

namespace ToolTime.Grains.Maintenance;

/// <summary>Rolls up days that are over and changed since, the earliest first.</summary>
internal sealed class RollUpTask(IDayStore days, IGrainFactory grains, DomainClock clock) : IMaintenanceTask
{
    public async Task<MaintenanceStep?> TakeStepAsync()
    {
        if (await days.FindDayToRollUpAsync(clock.GetUtcToday(), CancellationToken.None) is not { } day)
        {
            return null;
        }

        await grains.GetDay(day).RollUpAsync();
        return new MaintenanceStep.RolledUp { Day = day };
    }
}

using ToolTime.Calendar;
using ToolTime.Grains.Usage;
using ToolTime.Maintenance;

namespace ToolTime.Grains.Maintenance;

/// <summary>
/// Rolls up days that are over and have changed since, earliest first. Each day gets one rollup per turn, because yesterday's reports
/// arrive all day.
/// </summary>
internal sealed class RollUpTask(IDayStore days, IGrainFactory grains, DomainClock clock) : IMaintenanceTask
{
    private DateOnly _last;

    public void LookNow() => _last = default;

    public async Task<MaintenanceStep?> TakeStepAsync()
    {
        if (await days.FindDayToRollUpAsync(_last, clock.GetUtcToday(), CancellationToken.None) is not { } day)
        {
            _last = default;
            return null;
        }

        // First, so that a day that fails holds up no later one; the turn after the next tries it again.
        _last = day;
        await grains.GetDay(day).RollUpAsync();
        return new MaintenanceStep.RolledUp { Day = day };
    }
}

using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Usage;
using ToolTime.Maintenance;

namespace ToolTime.Grains.Maintenance;

/// <summary>Purges old rows and tombstones.</summary>
internal sealed class PurgeTask(
    IDayStore days,
    IDeletionStore deletions,
    IGrainFactory grains,
    IOptions<RetentionOptions> retention,
    DomainClock clock
) : IMaintenanceTask
{
    public async Task<MaintenanceStep?> TakeStepAsync()
    {
        await deletions.DropTombstonesAsync(clock.GetUtcNow() - Tombstone.Lifetime);
        if (await days.FindDayToPurgeAsync(clock.GetUtcToday().AddDays(-retention.Value.RawDays), CancellationToken.None) is not { } day)
        {
            return null;
        }

        await grains.GetDay(day).PurgeAsync();
        return new MaintenanceStep.Purged { Day = day };
    }
}

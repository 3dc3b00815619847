using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Maintenance;
using ToolTime.Publication;
using ToolTime.Submissions;

namespace ToolTime.Grains.Maintenance;

/// <summary>Publishes weeks and four-week windows that are over or final.</summary>
internal sealed class PublishPeriodTask(
    IPublicationStore publications, IGrainFactory grains, IOptions<IngestionOptions> ingestion, DomainClock clock) : IMaintenanceTask
{
    public async Task<MaintenanceStep?> TakeStepAsync() =>
        await TakeStepAsync(StatsWindowKind.Week) ?? await TakeStepAsync(StatsWindowKind.FourWeeks);

    private async Task<MaintenanceStep?> TakeStepAsync(StatsWindowKind window)
    {
        var schedule = await publications.ReadScheduleAsync(window, CancellationToken.None);
        return schedule.FindDue(window, clock.GetUtcNow(), PublicationOptions.FinalAfter(ingestion.Value)) is { } period
            ? await grains.PublishAsync(period.Query, new MaintenanceStep.Published { Window = period.ToString() })
            : null;
    }
}

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
    /// <summary>What was tried in this turn; after a failure, also in the one before, so that what fails holds up nothing else.</summary>
    private readonly HashSet<PublicationPeriod> _tried = [];

    public void LookNow() => _tried.Clear();

    public async Task<MaintenanceStep?> TakeStepAsync()
    {
        if (await TakeStepAsync(StatsWindowKind.Week) is { } week)
        {
            return week;
        }

        if (await TakeStepAsync(StatsWindowKind.FourWeeks) is { } fourWeeks)
        {
            return fourWeeks;
        }

        _tried.Clear();
        return null;
    }

    private async Task<MaintenanceStep?> TakeStepAsync(StatsWindowKind window)
    {
        var schedule = await publications.ReadScheduleAsync(window, CancellationToken.None);
        foreach (var period in schedule.ListDue(window, clock.GetUtcNow(), PublicationOptions.FinalAfter(ingestion.Value)))
        {
            if (_tried.Add(period)
                && await grains.GetGrain<IPublisherGrain>(period.Query.ToString()).PublishAsync() == PublishOutcome.Published)
            {
                return new MaintenanceStep.Published { Window = period.ToString() };
            }
        }

        return null;
    }
}

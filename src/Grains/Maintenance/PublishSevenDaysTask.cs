using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Maintenance;
using ToolTime.Publication;

namespace ToolTime.Grains.Maintenance;

/// <summary>Checks the newest seven days at each interval and on each new day, whether or not there is anything to publish.</summary>
internal sealed class PublishSevenDaysTask(IGrainFactory grains, IOptions<PublicationOptions> publication, DomainClock clock)
    : IMaintenanceTask
{
    private DateTimeOffset? _lookedAt;

    // A publication may take longer than the interval; a turn publishes only once.
    private bool _hasPublished;

    public void LookNow() => (_lookedAt, _hasPublished) = (null, false);

    public async Task<MaintenanceStep?> TakeStepAsync()
    {
        var now = clock.GetUtcNow();
        if (_hasPublished || !publication.Value.IsDue(_lookedAt, now))
        {
            _hasPublished = false;
            return null;
        }

        var outcome = await grains.GetGrain<IPublisherGrain>(StatsQuery.Default.ToString()).PublishAsync();
        if (outcome != PublishOutcome.Overtaken)
        {
            // After one that was overtaken, the next round checks again, however long the interval.
            _lookedAt = now;
        }

        _hasPublished = outcome == PublishOutcome.Published;
        return _hasPublished ? new MaintenanceStep.PublishedSevenDays { Day = now.UtcDay() } : null;
    }
}

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

    // A publication may take longer than the interval; a turn checks only once.
    private bool _isOver;

    public void LookNow() => (_lookedAt, _isOver) = (null, false);

    public async Task<MaintenanceStep?> TakeStepAsync()
    {
        var now = clock.GetUtcNow();
        if (_isOver || !publication.Value.IsDue(_lookedAt, now))
        {
            _isOver = false;
            return null;
        }

        var outcome = await grains.GetGrain<IPublisherGrain>(StatsQuery.Default.ToString()).PublishAsync();
        if (outcome == PublishOutcome.Overtaken)
        {
            // The next round checks again, however long the interval.
            return null;
        }

        (_lookedAt, _isOver) = (now, outcome == PublishOutcome.Published);
        return _isOver ? new MaintenanceStep.PublishedSevenDays { Day = now.UtcDay() } : null;
    }
}

using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Maintenance;
using ToolTime.Publication;

namespace ToolTime.Grains.Maintenance;

/// <summary>Looks at the newest seven days at each interval and on each new day, whether or not anything comes of it.</summary>
internal sealed class PublishSevenDaysTask(IGrainFactory grains, IOptions<PublicationOptions> publication, DomainClock clock)
    : IMaintenanceTask
{
    private DateTimeOffset? _lookedAt;

    public void LookNow() => _lookedAt = null;

    public async Task<MaintenanceStep?> TakeStepAsync()
    {
        var now = clock.GetUtcNow();
        if (!IsDue(now))
        {
            return null;
        }

        var published = new MaintenanceStep.PublishedSevenDays { Day = DateOnly.FromDateTime(now.UtcDateTime) };
        var step = await grains.PublishAsync(StatsQuery.Default, published);
        _lookedAt = now;
        return step;
    }

    private bool IsDue(DateTimeOffset now) =>
        _lookedAt is not { } looked
        || now - looked >= publication.Value.Interval
        || now < looked
        || now.UtcDateTime.Date != looked.UtcDateTime.Date;
}

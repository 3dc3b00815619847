using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Maintenance;
using ToolTime.Maintenance;
using ToolTime.Webhooks;

namespace ToolTime.Grains.Webhooks;

/// <summary>Asks each webhook to send what is due, at most once a minute. It does not wait for them, so it takes no step itself.</summary>
internal sealed class WebhooksTask(IGrainFactory grains, IOptions<WebhooksOptions> webhooks, DomainClock clock) : IMaintenanceTask
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private DateTimeOffset? _lookedAt;

    public void LookNow() => _lookedAt = null;

    public Task<MaintenanceStep?> TakeStepAsync()
    {
        var now = clock.GetUtcNow();
        if (_lookedAt is { } looked && now - looked < Every && now >= looked)
        {
            return Task.FromResult<MaintenanceStep?>(null);
        }

        _lookedAt = now;
        foreach (var address in webhooks.Value.Urls)
        {
            grains.GetGrain<IWebhookGrain>(WebhookGrain.KeyOf(address)).SendDueAsync().Ignore();
        }

        return Task.FromResult<MaintenanceStep?>(null);
    }
}

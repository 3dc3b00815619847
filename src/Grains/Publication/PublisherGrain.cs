using Microsoft.Extensions.Logging;
using ToolTime.Grains.Storage;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>Publishes one window, a step in each turn.</summary>
internal sealed partial class PublisherGrain(PublicationBuilds builds, ILogger<PublisherGrain> logger) : Grain, IPublisherGrain
{
    private PublicationBuild? _build;

    public async Task<PublishOutcome> PublishAsync()
    {
        try
        {
            _build ??= await builds.BeginAsync(this.GetPrimaryKeyString());
            if (await _build.TakeStepAsync() || !await TryStoreAsync(_build))
            {
                return PublishOutcome.UnderWay;
            }

            LogPublished(this.GetPrimaryKeyString());
            return PublishOutcome.Published;
        }
        catch (StorageUnavailableException exception)
        {
            await ForgetAsync();
            LogUnavailable(exception);
            return PublishOutcome.Unavailable;
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => ForgetAsync();

    /// <summary>False where somebody deleted their rows meanwhile, so that it is built anew; each can do so once, so this ends.</summary>
    private async Task<bool> TryStoreAsync(PublicationBuild build)
    {
        var isStored = await build.StoreAsync();
        await ForgetAsync();
        return isStored;
    }

    private async Task ForgetAsync()
    {
        if (_build is { } build)
        {
            _build = null;
            await build.DisposeAsync();
        }
    }

    [LoggerMessage(1301, LogLevel.Information, "{Window} is published.")]
    private partial void LogPublished(string window);

    [LoggerMessage(1303, LogLevel.Error, "A publication could not be built or stored; it stays due.")]
    private partial void LogUnavailable(Exception exception);
}

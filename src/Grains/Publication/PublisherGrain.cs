using Microsoft.Extensions.Logging;
using ToolTime.Grains.Storage;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>Publishes one window, a step in each turn.</summary>
internal sealed partial class PublisherGrain(PublicationBuilds builds, ILogger<PublisherGrain> logger) : Grain, IPublisherGrain
{
    /// <summary>Times that a publication is begun in a row, so that whoever deletes again and again keeps nothing else waiting.</summary>
    private const int Attempts = 3;

    private PublicationBuild? _build;
    private int _attempts;

    public async Task<PublishOutcome> PublishAsync()
    {
        try
        {
            _build ??= await builds.BeginAsync(this.GetPrimaryKeyString());
            return await _build.TakeStepAsync() ? PublishOutcome.UnderWay : await StoreAsync(_build);
        }
        catch (StorageUnavailableException exception)
        {
            await ForgetAsync();
            LogUnavailable(exception);
            return PublishOutcome.Unavailable;
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => ForgetAsync();

    /// <summary>Stores a build; where somebody deleted their rows meanwhile, it is to be begun anew.</summary>
    private async Task<PublishOutcome> StoreAsync(PublicationBuild build)
    {
        var isStored = await build.StoreAsync();
        await ForgetAsync();
        _attempts = isStored || _attempts + 1 == Attempts ? 0 : _attempts + 1;
        if (isStored)
        {
            LogPublished(this.GetPrimaryKeyString());
            return PublishOutcome.Published;
        }

        if (_attempts > 0)
        {
            return PublishOutcome.UnderWay;
        }

        LogOvertaken(this.GetPrimaryKeyString());
        return PublishOutcome.Overtaken;
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

    [LoggerMessage(1306, LogLevel.Warning, "{Window} is not published yet, since rows of it were removed again and again; it is tried again.")]
    private partial void LogOvertaken(string window);

    [LoggerMessage(1303, LogLevel.Error, "A publication could not be built or stored; it stays due.")]
    private partial void LogUnavailable(Exception exception);
}

using Microsoft.Extensions.Logging;
using ToolTime.Grains.Storage;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>Publishes one window in one turn.</summary>
internal sealed partial class PublisherGrain(PublicationJobs jobs, ILogger<PublisherGrain> logger) : Grain, IPublisherGrain
{
    /// <summary>Times that a publication is begun, so that anyone who deletes again and again keeps nothing else waiting.</summary>
    private const int Attempts = 3;

    public async Task<PublishOutcome> PublishAsync()
    {
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (await jobs.RunAsync(this.GetPrimaryKeyString()))
                {
                    LogPublished(this.GetPrimaryKeyString());
                    return PublishOutcome.Published;
                }
            }

            LogOvertaken(this.GetPrimaryKeyString());
            return PublishOutcome.Overtaken;
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return PublishOutcome.Unavailable;
        }
    }

    [LoggerMessage(1301, LogLevel.Information, "{Window} is published.")]
    private partial void LogPublished(string window);

    [LoggerMessage(1306, LogLevel.Warning, "{Window} is not published yet, since rows of it were removed again and again; it is tried again.")]
    private partial void LogOvertaken(string window);

    [LoggerMessage(1303, LogLevel.Error, "A publication could not be built or stored; it stays due.")]
    private partial void LogUnavailable(Exception exception);
}

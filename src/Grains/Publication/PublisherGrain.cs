using Microsoft.Extensions.Logging;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>Publishes one window in one turn.</summary>
internal sealed partial class PublisherGrain(PublicationJobs jobs, ILogger<PublisherGrain> logger) : Grain, IPublisherGrain
{
    /// <summary>Times that a publication is begun, so that anyone who deletes again and again keeps nothing else waiting.</summary>
    private const int Attempts = 3;

    public async Task<PublishOutcome> PublishAsync()
    {
        var window = StatsQuery.Parse(this.GetPrimaryKeyString());
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var outcome = await jobs.RunAsync(window);
            if (outcome == PublishOutcome.Published)
            {
                LogPublished(window);
            }

            if (outcome != PublishOutcome.Overtaken)
            {
                return outcome;
            }
        }

        LogOvertaken(window);
        return PublishOutcome.Overtaken;
    }

    [LoggerMessage(1301, LogLevel.Information, "{Window} is published.")]
    private partial void LogPublished(StatsQuery window);

    [LoggerMessage(
        1306,
        LogLevel.Warning,
        "{Window} is not published yet, since rows of it were removed again and again; it is tried again."
    )]
    private partial void LogOvertaken(StatsQuery window);
}

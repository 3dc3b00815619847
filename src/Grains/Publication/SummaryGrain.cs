using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>Publishes weeks and gives front ends the newest one's bytes.</summary>
internal sealed partial class SummaryGrain(
    IPublicationStore store,
    IOptions<PrivacyOptions> limits,
    [FromKeyedServices(DomainClock.Key)] TimeProvider clock,
    ILogger<SummaryGrain> logger) : Grain, ISummaryGrain
{
    private bool Simulated => clock is SimulatedClock;

    public async Task<PublishOutcome> PublishAsync(string isoWeek)
    {
        var week = IsoWeek.Parse(isoWeek);
        try
        {
            await store.CloseWeekAsync(week);
            while (!await TryPublishAsync(week))
            {
                // Somebody deleted their rows of this closed week meanwhile; each can do so once, so this ends.
            }

            LogPublished(isoWeek);
            return PublishOutcome.Published;
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return PublishOutcome.Unavailable;
        }
    }

    public async Task<PublicationAnswer> GetCurrentAsync(string? knownETag)
    {
        try
        {
            var newest = await store.ReadNewestAsync(CancellationToken.None);
            var body = newest?.Body ?? PublicationBuilder.Nothing(limits.Value, Simulated);
            var etag = newest?.ETag ?? PublicationBuilder.ETagOf(body);
            return etag == knownETag ? new PublicationAnswer.Unchanged() : new PublicationAnswer.Newer { Body = body, ETag = etag };
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return new PublicationAnswer.Unavailable();
        }
    }

    private static DateTimeOffset CutToSecond(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private async Task<bool> TryPublishAsync(IsoWeek week)
    {
        var tally = new WeekTally();
        await using var rows = await store.OpenWeekAsync(week, CancellationToken.None);
        while (await rows.Submitters.ReadNextAsync(CancellationToken.None) is { Count: > 0 } submitters)
        {
            foreach (var submitter in submitters)
            {
                tally.Add(submitter);
            }
        }

        var publication = PublicationBuilder.Of(week, tally, limits.Value, CutToSecond(clock.GetUtcNow()), Simulated);
        return await store.StoreAsync(publication, rows.Watermark);
    }

    [LoggerMessage(1301, LogLevel.Information, "Week {IsoWeek} is published.")]
    private partial void LogPublished(string isoWeek);

    [LoggerMessage(1302, LogLevel.Error, "Publications could not be read or stored.")]
    private partial void LogUnavailable(Exception exception);
}

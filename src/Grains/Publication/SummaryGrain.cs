using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>Publishes weeks, and gives front ends the bytes of one query of the newest.</summary>
internal sealed partial class SummaryGrain(
    IPublicationStore store,
    CurrentNames names,
    IOptions<PrivacyOptions> limits,
    IOptions<PublicationOptions> publication,
    [FromKeyedServices(DomainClock.Key)] TimeProvider clock,
    ILogger<SummaryGrain> logger) : Grain, ISummaryGrain
{
    private WeekBuild? _build;
    private (string Newest, ImmutableArray<byte> Body)? _window;

    private PublicationBuilder Builder => new(limits.Value, names.List, simulated: clock is SimulatedClock);

    public async Task<PublishOutcome> PublishAsync(string isoWeek)
    {
        var week = IsoWeek.Parse(isoWeek);
        try
        {
            if (_build?.Week != week)
            {
                await ForgetAsync();
                _build = await BeginAsync(week);
            }

            if (await _build!.ReadMoreAsync() || !await TryStoreAsync(_build))
            {
                return PublishOutcome.UnderWay;
            }

            LogPublished(isoWeek);
            return PublishOutcome.Published;
        }
        catch (StorageUnavailableException exception)
        {
            await ForgetAsync();
            LogUnavailable(exception);
            return PublishOutcome.Unavailable;
        }
    }

    public async Task<PublicationAnswer> GetCurrentAsync(string? knownETag)
    {
        try
        {
            var (body, etag) = await ReadCurrentAsync(StatsQuery.Parse(this.GetPrimaryKeyString()));
            return etag == knownETag ? new PublicationAnswer.Unchanged() : new PublicationAnswer.Newer { Body = body, ETag = etag };
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return new PublicationAnswer.Unavailable();
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => ForgetAsync();

    private static DateTimeOffset CutToSecond(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private async Task<WeekBuild> BeginAsync(IsoWeek week)
    {
        await store.CloseWeekAsync(week);
        var secret = await store.ReadSecretAsync(CancellationToken.None);
        var rows = await store.OpenWeekAsync(week, CancellationToken.None);
        return new(week, publication.Value.DueAt(week), rows, new(limits.Value, names.List, new(secret.ToArray())));
    }

    /// <summary>False where somebody deleted their rows of this closed week meanwhile, so that it is built anew; each can do so once, so this ends.</summary>
    private async Task<bool> TryStoreAsync(WeekBuild build)
    {
        var week = Builder.Week(build.Week, build.Tell(), CutToSecond(clock.GetUtcNow()));
        var isStored = await store.StoreAsync(week, build.Watermark);
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

    private async Task<(ImmutableArray<byte> Body, string ETag)> ReadCurrentAsync(StatsQuery query)
    {
        if (query.Window.Weeks() == 0 || await store.ReadNewestAsync(CancellationToken.None) is not { } newest)
        {
            var nothing = Builder.Nothing(query);
            return (nothing, PublicationBuilder.ETagOf(nothing));
        }

        if (query == StatsQuery.NewestWeek)
        {
            return PublicationBuilder.ETagOf(newest.Body) == newest.ETag
                ? (newest.Body, newest.ETag)
                : throw new StorageUnavailableException("A published week is damaged: it is not what was stored.");
        }

        if (_window?.Newest != newest.ETag)
        {
            var last = query.Week ?? newest.Week;
            var first = IsoWeek.Of(last.FirstDay.AddDays(-7 * (query.Window.Weeks() - 1)));
            var weeks = await store.ReadWeeksAsync(first, last, CancellationToken.None);
            _window = (newest.ETag, weeks.Count == 0 ? Builder.Nothing(query) : Builder.Window(query, weeks));
        }

        return (_window!.Value.Body, PublicationBuilder.ETagOf(_window.Value.Body));
    }

    [LoggerMessage(1301, LogLevel.Information, "Week {IsoWeek} is published.")]
    private partial void LogPublished(string isoWeek);

    [LoggerMessage(1302, LogLevel.Error, "Publications could not be read or stored.")]
    private partial void LogUnavailable(Exception exception);
}

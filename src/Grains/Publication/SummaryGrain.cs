using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>Gives front ends the bytes of one query of what is published.</summary>
internal sealed partial class SummaryGrain(
    IPublicationStore store,
    ISevenDayStore sevenDays,
    CurrentNames names,
    IOptions<PrivacyOptions> limits,
    DomainClock clock,
    ILogger<SummaryGrain> logger) : Grain, ISummaryGrain
{
    private (string Newest, ImmutableArray<byte> Body)? _window;

    private PublicationBuilder Builder => new(limits.Value, names.List, simulated: clock.IsSimulated);

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

    private async Task<(ImmutableArray<byte> Body, string ETag)> ReadCurrentAsync(StatsQuery query)
    {
        if (query.Window == StatsWindowKind.SevenDays)
        {
            return await ReadSevenDaysAsync();
        }

        if (await store.ReadNewestAsync(CancellationToken.None) is not { } newest)
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

    private async Task<(ImmutableArray<byte> Body, string ETag)> ReadSevenDaysAsync()
    {
        if (await sevenDays.ReadNewestAsync(CancellationToken.None) is { } newest)
        {
            return (newest.Body, newest.ETag);
        }

        var nothing = new PublicationBuilder(limits.Value.ForSevenDays(), names.List, simulated: clock.IsSimulated).Nothing(StatsQuery.Of(StatsWindowKind.SevenDays));
        return (nothing, PublicationBuilder.ETagOf(nothing));
    }

    [LoggerMessage(1302, LogLevel.Error, "Publications could not be read.")]
    private partial void LogUnavailable(Exception exception);
}

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

    private StatsDocumentWriter Writer => new(limits.Value, names.List, simulated: clock.IsSimulated);

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
            var nothing = Writer.Nothing(query);
            return (nothing, StatsDocumentWriter.ETagOf(nothing));
        }

        if (query == StatsQuery.NewestWeek)
        {
            return StatsDocumentWriter.ETagOf(newest.Body) == newest.ETag
                ? (newest.Body, newest.ETag)
                : throw new StorageUnavailableException("A published week is damaged: it is not what was stored.");
        }

        if (_window?.Newest != newest.ETag)
        {
            var last = query.Week ?? newest.Week;
            var first = IsoWeek.Of(last.FirstDay.AddDays(-7 * (query.Window.Weeks() - 1)));
            _window = (newest.ETag, BodyOf(query, await store.ReadWeeksAsync(first, last, CancellationToken.None)));
        }

        return (_window!.Value.Body, StatsDocumentWriter.ETagOf(_window.Value.Body));
    }

    private ImmutableArray<byte> BodyOf(StatsQuery query, IReadOnlyList<WeekPublication> weeks) => weeks switch
    {
        [] => Writer.Nothing(query),
        [var week] when query.Week is not null && query.Clients.Count == 0 => week.Body,
        _ => Writer.Window(query, weeks),
    };

    private async Task<(ImmutableArray<byte> Body, string ETag)> ReadSevenDaysAsync()
    {
        if (await sevenDays.ReadNewestAsync(CancellationToken.None) is { } newest)
        {
            return (newest.Body, newest.ETag);
        }

        var nothing = Writer.Nothing(StatsQuery.Of(StatsWindowKind.SevenDays));
        return (nothing, StatsDocumentWriter.ETagOf(nothing));
    }

    [LoggerMessage(1302, LogLevel.Error, "Publications could not be read.")]
    private partial void LogUnavailable(Exception exception);
}

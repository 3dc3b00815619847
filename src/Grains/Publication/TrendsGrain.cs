using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>Gives front ends the trends over the newest weeks; it makes them once for each publication.</summary>
internal sealed partial class TrendsGrain(
    IPublicationStore store,
    CurrentNames names,
    DomainClock clock,
    ILogger<TrendsGrain> logger) : Grain, ITrendsGrain
{
    private (string? Newest, ImmutableArray<byte> Body, string ETag)? _made;

    public async Task<PublicationAnswer> GetCurrentAsync(string? knownETag)
    {
        try
        {
            var newest = await store.ReadNewestAsync(CancellationToken.None);
            if (_made is not { } made || made.Newest != newest?.ETag)
            {
                var body = await MakeAsync(newest);
                made = (newest?.ETag, body, StatsDocumentWriter.ETagOf(body));
                _made = made;
            }

            return made.ETag == knownETag ? new PublicationAnswer.Unchanged() : new PublicationAnswer.Newer { Body = made.Body, ETag = made.ETag };
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return new PublicationAnswer.Unavailable();
        }
    }

    private async Task<ImmutableArray<byte>> MakeAsync(WeekPublication? newest)
    {
        IReadOnlyList<WeekPublication> weeks = newest is null
            ? []
            : await store.ReadWeeksAsync(IsoWeek.Of(newest.Week.FirstDay.AddDays(-7 * (TrendsDocument.MaximumWeeks - 1))), newest.Week, CancellationToken.None);
        var document = new TrendTables(names.List, simulated: clock.IsSimulated).Of(weeks);
        return ImmutableCollectionsMarshal.AsImmutableArray(JsonSerializer.SerializeToUtf8Bytes(document, StatsJson.Default.TrendsDocument));
    }

    [LoggerMessage(1311, LogLevel.Error, "Trends could not be read.")]
    private partial void LogUnavailable(Exception exception);
}

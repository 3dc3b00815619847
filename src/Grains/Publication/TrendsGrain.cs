using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>
/// Gives front ends the trends over the newest weeks; of which only final ones stand in them; it makes them once for each publication.
/// </summary>
internal sealed class TrendsGrain(IPublicationStore store, CurrentNames names, DomainClock clock) : Grain, ITrendsGrain
{
    private (string Version, NameList Names, ImmutableArray<byte> Body, string ETag)? _made;

    public async Task<PublicationAnswer> GetCurrentAsync(string? knownETag)
    {
        var (version, list) = (await store.ReadVersionAsync(StatsWindowKind.Week, CancellationToken.None), names.List);
        if (_made is not { } made || made.Version != version || made.Names != list)
        {
            var body = await MakeAsync(list);
            made = (version, list, body, StatsDocumentWriter.ETagOf(body));
            _made = made;
        }

        return made.ETag == knownETag
            ? new PublicationAnswer.Unchanged()
            : new PublicationAnswer.Newer { Body = made.Body, ETag = made.ETag };
    }

    private async Task<ImmutableArray<byte>> MakeAsync(NameList list)
    {
        // Two weeks at most are published and not final, and one is not over.
        var last = clock.GetUtcToday();
        var weeks = await store.ReadAsync(
            StatsWindowKind.Week,
            last.AddDays(-7 * (TrendsDocument.MaximumWeeks + 3)),
            last,
            CancellationToken.None
        );
        var document = new TrendTables(list, simulated: clock.IsSimulated).Of([
            .. weeks.Where(week => week.IsFinal is true).TakeLast(TrendsDocument.MaximumWeeks),
        ]);
        return ImmutableCollectionsMarshal.AsImmutableArray(
            JsonSerializer.SerializeToUtf8Bytes(document, StatsJson.Default.TrendsDocument)
        );
    }
}

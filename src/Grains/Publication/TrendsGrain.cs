using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>Serves front ends the trends over the newest final weeks.</summary>
internal sealed class TrendsGrain : Grain, ITrendsGrain
{
    private readonly IPublicationStore _store;
    private readonly DomainClock _clock;
    private readonly WeeksDocument _document;

    public TrendsGrain(IPublicationStore store, CurrentNames names, DomainClock clock)
    {
        (_store, _clock) = (store, clock);
        _document = new(store, names, MakeAsync);
    }

    public Task<PublicationAnswer> GetCurrentAsync(string? knownETag) => _document.GetAsync(knownETag);

    private async Task<byte[]> MakeAsync(NameList list)
    {
        // At most two weeks are published but not final, and one is not over.
        var last = _clock.GetUtcToday();
        var first = last.AddDays(-7 * (TrendsDocument.MaximumWeeks + 3));
        var weeks = await _store.ReadAsync(StatsWindowKind.Week, first, last, CancellationToken.None);
        var document = new TrendTables(list, simulated: _clock.IsSimulated).Create([
            .. weeks.Where(week => week.IsFinal is true).TakeLast(TrendsDocument.MaximumWeeks),
        ]);
        return JsonSerializer.SerializeToUtf8Bytes(document, StatsJson.Default.TrendsDocument);
    }
}

using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Changes;
using ToolTime.Grains.Publication;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Changes;

/// <summary>Compares each final week with the one before it, once per publication and version of the name list.</summary>
internal sealed class ChangesGrain : Grain, IChangesGrain
{
    private readonly IPublicationStore _store;
    private readonly DomainClock _clock;
    private readonly WeeksDocument _document;

    public ChangesGrain(IPublicationStore store, CurrentNames names, DomainClock clock)
    {
        (_store, _clock) = (store, clock);
        _document = new(store, names, MakeAsync);
    }

    public Task<PublicationAnswer> GetCurrentAsync(string? knownETag) => _document.GetAsync(knownETag);

    private async Task<byte[]> MakeAsync(NameList list)
    {
        var last = _clock.GetUtcToday();
        var first = last.AddDays(-7 * (ChangesDocument.MaximumWeeks + WeekComparison.WeeksBefore + 3));
        var published = await _store.ReadAsync(StatsWindowKind.Week, first, last, CancellationToken.None);
        var document = new ChangesDocument
        {
            Simulated = _clock.IsSimulated,
            Weeks =
            [
                .. WeekComparison
                    .Compare([.. published.Where(week => week.IsFinal is true)], list)
                    .Reverse()
                    .Take(ChangesDocument.MaximumWeeks),
            ],
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, ChangesJson.Default.ChangesDocument);
    }
}

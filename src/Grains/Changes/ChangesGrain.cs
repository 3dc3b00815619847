using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Changes;
using ToolTime.Grains.Publication;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Changes;

/// <summary>Compares each final week with the one before, once for each publication and list of names.</summary>
internal sealed class ChangesGrain(IPublicationStore store, CurrentNames names, DomainClock clock) : Grain, IChangesGrain
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
        var last = clock.GetUtcToday();
        var first = last.AddDays(-7 * (ChangesDocument.MaximumWeeks + WeekComparison.WeeksBefore + 3));
        var published = await store.ReadAsync(StatsWindowKind.Week, first, last, CancellationToken.None);
        var document = new ChangesDocument
        {
            Simulated = clock.IsSimulated,
            Weeks =
            [
                .. WeekComparison
                    .Compare([.. published.Where(week => week.IsFinal is true)], list)
                    .Reverse()
                    .Take(ChangesDocument.MaximumWeeks),
            ],
        };
        return ImmutableCollectionsMarshal.AsImmutableArray(JsonSerializer.SerializeToUtf8Bytes(document, ChangesJson.Default.ChangesDocument));
    }
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ToolTime.Grains.CoUse;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>
/// Tallies a range of submitters. Each submitter is in one range, so each range may read its own snapshot of the database.
/// </summary>
[CollectionAgeLimit(Minutes = 1)]
internal sealed class TallyGrain(IPublicationStore store, CurrentNames names) : Grain, ITallyGrain
{
    public async Task<ImmutableArray<byte>> TallyAsync(TallyRequest request)
    {
        // One list for all submitters, whatever an operator changes meanwhile.
        var (tally, list) = (new WindowTally(), names.List);
        await ReadAsync(request, submitter => tally.Add(NormalizedNames.Normalize(submitter.Rows, list), request.Window));
        return ImmutableCollectionsMarshal.AsImmutableArray(tally.Encode());
    }

    public async Task<ImmutableArray<int>> TallyPairsAsync(TallyRequest request, ImmutableArray<string> candidates)
    {
        var tally = new CoUseTally(CoUseCandidates.Parse(candidates), names.List);
        await ReadAsync(request, tally.Add);
        return [.. tally.Counts];
    }

    private async Task ReadAsync(TallyRequest request, Action<SubmitterRows> add)
    {
        await using var rows = await store.OpenAsync(
            request.FirstDay,
            request.LastDay,
            new(request.FirstByte, request.EndByte),
            CancellationToken.None
        );
        while (await rows.Submitters.ReadNextAsync(CancellationToken.None) is { Count: > 0 } submitters)
        {
            foreach (var submitter in submitters)
            {
                add(submitter);
            }

            await Task.Yield(); // Reading SQLite rows never waits, so let other turns use this thread.
        }
    }
}

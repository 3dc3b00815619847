using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using ToolTime.Grains.Privacy;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>Tallies a range of submitters. A submitter is in one range, so each reads its own snapshot of the database.</summary>
[CollectionAgeLimit(Minutes = 1)]
internal sealed class TallyGrain(IPublicationStore store, CurrentNames names, IOptions<PrivacyOptions> privacy) : Grain, ITallyGrain
{
    public async Task<ImmutableArray<byte>> TallyAsync(TallyRequest request)
    {
        var rules = new PublicationRules(request.Window, new(privacy.Value.MinimumSubmitters), names.List);
        var tally = new WindowTally();
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
                rules.Count(tally, submitter);
            }

            await Task.Yield(); // Rows of a file are read without waiting: others have their turn on this thread.
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(TallyFormat.Encode(tally));
    }
}

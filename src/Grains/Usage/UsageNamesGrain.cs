using System.Collections.Immutable;
using ToolTime.Usage;

namespace ToolTime.Grains.Usage;

/// <summary>The names of a day that have live totals; held as long as the totals are.</summary>
[CollectionAgeLimit(Hours = 24)]
internal sealed class UsageNamesGrain : Grain, IUsageNamesGrain
{
    /// <summary>
    /// The maximum number of names per day. Only listed names get here, so only a bug reaches it. Names beyond it are left out.
    /// </summary>
    private const int Capacity = 5_000;

    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public Task NoteAsync(ImmutableArray<string> keys)
    {
        foreach (var key in keys)
        {
            if (_keys.Count < Capacity)
            {
                _keys.Add(key);
            }
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string>> ListAsync() => Task.FromResult<ImmutableArray<string>>([.. _keys]);
}

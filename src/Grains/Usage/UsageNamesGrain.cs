using System.Collections.Immutable;
using ToolTime.Usage;

namespace ToolTime.Grains.Usage;

/// <summary>The names of a day that have live totals, held for as long as these are.</summary>
[CollectionAgeLimit(Hours = 24)]
internal sealed class UsageNamesGrain : Grain, IUsageNamesGrain
{
    /// <summary>
    /// Names of a day that are listed: only names of the list come here, so that only a fault reaches it. What would be beyond it is not
    /// listed.
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

using System.Collections.Concurrent;
using ToolTime.Changes;
using ToolTime.Publication;

namespace ToolTime.Api.Publication;

/// <summary>What this front end caches: one entry per query, up to a limit.</summary>
internal sealed class PublicationCache(IGrainFactory grains, TimeProvider timeProvider)
{
    /// <summary>Many times the number of queries used every day. When it is exceeded, the cache is cleared.</summary>
    private const int Capacity = 256;

    private readonly ConcurrentDictionary<StatsQuery, CurrentPublication> _publications = [];

    /// <summary>The trends of all names.</summary>
    public CurrentPublication Trends { get; } = new(grains.GetGrain<ITrendsGrain>(0).GetCurrentAsync, timeProvider);

    /// <summary>The changes from week to week.</summary>
    public CurrentPublication Changes { get; } = new(grains.GetGrain<IChangesGrain>(0).GetCurrentAsync, timeProvider);

    /// <summary>The answer to a query.</summary>
    public CurrentPublication Get(StatsQuery query)
    {
        if (_publications.Count >= Capacity)
        {
            _publications.Clear();
        }

        return _publications.GetOrAdd(query, asked =>
        {
            var summary = grains.GetGrain<ISummaryGrain>(asked.OfAllClients.ToString());
            return new(etag => summary.GetCurrentAsync(asked.Client, etag), timeProvider);
        });
    }

    /// <summary>Makes the next call of each ask its grain, because this front end knows of a new publication.</summary>
    public void Expire()
    {
        Trends.Expire();
        Changes.Expire();
        foreach (var publication in _publications.Values)
        {
            publication.Expire();
        }
    }
}

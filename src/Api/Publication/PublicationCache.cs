using System.Collections.Concurrent;
using ToolTime.Changes;
using ToolTime.Publication;

namespace ToolTime.Api.Publication;

/// <summary>What this front end holds ready, one for each query that was asked, and a bounded number of them.</summary>
internal sealed class PublicationCache(IGrainFactory grains, TimeProvider timeProvider)
{
    /// <summary>Many times those that are looked at every day. When there are more, all are asked for again.</summary>
    private const int Capacity = 256;

    private readonly ConcurrentDictionary<StatsQuery, CurrentPublication> _publications = [];

    /// <summary>The trends of all names.</summary>
    public CurrentPublication Trends { get; } = new(grains.GetGrain<ITrendsGrain>(0).GetCurrentAsync, timeProvider);

    /// <summary>What changed from week to week.</summary>
    public CurrentPublication Changes { get; } = new(grains.GetGrain<IChangesGrain>(0).GetCurrentAsync, timeProvider);

    /// <summary>What a query is answered with.</summary>
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

    /// <summary>Makes the next look at each ask, since this front end has just seen something published.</summary>
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

using ToolTime.Changes;
using ToolTime.Publication;

namespace ToolTime.Api.Publication;

/// <summary>What this front end holds ready, one for each query.</summary>
internal sealed class PublicationCache(IGrainFactory grains, TimeProvider timeProvider)
{
    private readonly HeldPublications<StatsQuery> _publications = new(
        query =>
        {
            var summary = grains.GetGrain<ISummaryGrain>(query.OfAllClients.ToString());
            return new(etag => summary.GetCurrentAsync(query.Client, etag), timeProvider);
        },
        isRunning: query => query.Week is null
    );

    /// <summary>The trends of all names.</summary>
    public CurrentPublication Trends { get; } = new(grains.GetGrain<ITrendsGrain>(0).GetCurrentAsync, timeProvider);

    /// <summary>What changed from week to week.</summary>
    public CurrentPublication Changes { get; } = new(grains.GetGrain<IChangesGrain>(0).GetCurrentAsync, timeProvider);

    /// <summary>What a query is answered with.</summary>
    public CurrentPublication Get(StatsQuery query) => _publications.Get(query);

    /// <summary>Makes the next look at each ask, since this front end has just seen something published.</summary>
    public void Expire()
    {
        Trends.Expire();
        Changes.Expire();
        _publications.Expire();
    }
}

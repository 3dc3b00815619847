using ToolTime.Usage;

namespace ToolTime.Grains.Usage;

/// <summary>
/// One name's totals on one day: the stored aggregate, if there is one, and what was accepted since. It stays as long as its day may.
/// </summary>
[CollectionAgeLimit(Hours = 24)]
internal sealed class UsageGrain(IDayStore store) : Grain, IUsageGrain
{
    private UsageTotals _totals = UsageTotals.Zero;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        try
        {
            _totals = await store.ReadAggregateAsync(UsageKey.Parse(this.GetPrimaryKeyString()), cancellationToken) ?? UsageTotals.Zero;
        }
        catch (StorageUnavailableException)
        {
            // A live view begins at zero rather than not at all; the storage's own log says what is wrong.
            _totals = UsageTotals.Zero;
        }
    }

    public Task AddAsync(UsageTotals delta)
    {
        _totals += delta;
        return Task.CompletedTask;
    }

    public Task SetAggregateAsync(UsageTotals aggregate)
    {
        _totals = aggregate;
        return Task.CompletedTask;
    }

    public Task<UsageTotals> GetTotalsAsync() => Task.FromResult(_totals);
}

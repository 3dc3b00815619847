using ToolTime.Usage;

namespace ToolTime.Grains.Usage;

/// <summary>One name's live totals on one day. It stays active for as long as its day accepts reports.</summary>
[CollectionAgeLimit(Hours = 24)]
internal sealed class UsageGrain : Grain, IUsageGrain
{
    private UsageTotals _totals = UsageTotals.Zero;

    public Task AddAsync(UsageTotals delta)
    {
        _totals += delta;
        return Task.CompletedTask;
    }

    public Task<UsageTotals> GetTotalsAsync() => Task.FromResult(_totals);
}

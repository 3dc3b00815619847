using ToolTime.Grains.Usage;
using ToolTime.Usage;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>One of a day's stored aggregates.</summary>
internal static class StoredAggregate
{
    /// <summary>The totals of a name on a day; null if none are stored.</summary>
    public static async Task<UsageTotals?> ReadAggregateAsync(this IDayStore store, UsageKey key, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAggregatesAsync(key.Day, cancellationToken);
        return stored.Aggregates.SingleOrDefault(one => one.Dimension == key.Dimension && one.Name == key.Name)?.Totals;
    }
}

namespace ToolTime.Usage;

/// <summary>
/// The totals of one name on one day, for operators; the key is a <see cref="UsageKey"/>. Before the day's rollup they are live:
/// what this cluster accepted since the grain was activated, up to a second late. They are a view for people: what was under way when the
/// day was rolled up may count twice until its next rollup, and a deletion shows only then. Nothing here is durable; rows are the truth.
/// </summary>
public interface IUsageGrain : IGrainWithStringKey
{
    /// <summary>Adds what was accepted since the last call. Not idempotent; a lost call costs only the live view.</summary>
    Task AddAsync(UsageTotals delta);

    /// <summary>Takes the day's aggregate, which replaces all live totals so far. May be called again.</summary>
    Task SetAggregateAsync(UsageTotals aggregate);

    /// <summary>The newest aggregate with what came after it.</summary>
    Task<UsageTotals> GetTotalsAsync();
}

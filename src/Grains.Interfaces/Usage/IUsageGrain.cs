namespace ToolTime.Usage;

/// <summary>
/// The live totals of one name on one day, for operators; the key is a <see cref="UsageKey"/>. They are what this cluster accepted since
/// the grain was activated, up to a second late, and know nothing of deletions. Nothing here is durable; rows are the truth.
/// </summary>
public interface IUsageGrain : IGrainWithStringKey
{
    /// <summary>Adds what was accepted since the last call. Not idempotent; a lost call costs only the live view.</summary>
    Task AddAsync(UsageTotals delta);

    /// <summary>All that was added.</summary>
    Task<UsageTotals> GetTotalsAsync();
}

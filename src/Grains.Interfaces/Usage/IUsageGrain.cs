namespace ToolTime.Usage;

/// <summary>
/// One name's live totals on one day, for operators; the key is a <see cref="UsageKey"/>. They count what this cluster accepted since the
/// grain was activated, up to a second late, and ignore deletions. Nothing is durable; the stored rows are authoritative.
/// </summary>
public interface IUsageGrain : IGrainWithStringKey
{
    /// <summary>Adds what was accepted since the last call. Not idempotent; a lost call affects only the live view.</summary>
    Task AddAsync(UsageTotals delta);

    /// <summary>The sum of what was added.</summary>
    Task<UsageTotals> GetTotalsAsync();
}

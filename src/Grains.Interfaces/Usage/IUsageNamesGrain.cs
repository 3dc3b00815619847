using System.Collections.Immutable;

namespace ToolTime.Usage;

/// <summary>
/// The names of a UTC day that have live totals, for operators; the key is the day, written <c>2026-11-20</c>. It knows the names recorded
/// since it was activated. Nothing is durable; the stored rows are authoritative.
/// </summary>
public interface IUsageNamesGrain : IGrainWithStringKey
{
    /// <summary>Records keys of this day's usage grains, each a <see cref="UsageKey"/>. May be called again.</summary>
    Task NoteAsync(ImmutableArray<string> keys);

    /// <summary>All recorded keys, in no particular order.</summary>
    Task<ImmutableArray<string>> ListAsync();
}

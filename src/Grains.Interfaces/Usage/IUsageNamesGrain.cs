using System.Collections.Immutable;

namespace ToolTime.Usage;

/// <summary>
/// The names of a UTC day whose live totals can be asked for, for operators; the key is the day, written <c>2026-11-20</c>. It knows what
/// was noted since it was activated, and nothing here is durable; rows are the truth.
/// </summary>
public interface IUsageNamesGrain : IGrainWithStringKey
{
    /// <summary>Notes keys of usage grains of this day, each a <see cref="UsageKey"/>. May be called again.</summary>
    Task NoteAsync(ImmutableArray<string> keys);

    /// <summary>All that was noted, in no particular order.</summary>
    Task<ImmutableArray<string>> ListAsync();
}

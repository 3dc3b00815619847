namespace ToolTime.Usage;

/// <summary>The work of one UTC day; the key is the day, written <c>2026-11-20</c>.</summary>
public interface IDayGrain : IGrainWithStringKey
{
    /// <summary>
    /// Computes the day's aggregates from its rows and stores them. When the call returns they are durable, or newer ones were there
    /// already; it may be called again.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task<RollupOutcome> RollUpAsync();

    /// <summary>
    /// Deletes the day's rows and seals it, if its aggregates are current and its four weeks are final. Durable when the call returns; it
    /// may be called again.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task PurgeAsync();
}

/// <summary>What became of a rollup. The numbers are sent; they never change.</summary>
public enum RollupOutcome
{
    /// <summary>The day's aggregates are stored.</summary>
    Stored = 0,

    /// <summary>Newer aggregates were stored already.</summary>
    Superseded = 1,
}

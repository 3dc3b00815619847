namespace ToolTime.Usage;

/// <summary>The work of one UTC day; the key is the day, written <c>2026-11-20</c>.</summary>
public interface IDayGrain : IGrainWithStringKey
{
    /// <summary>
    /// Computes the day's aggregates from its rows and stores them. When the call returns, these or newer ones are durable; may be called
    /// again.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task<RollupOutcome> RollUpAsync();

    /// <summary>
    /// Deletes the day's rows and seals the day, if its aggregates are current and its four-week window is final. Durable when the call
    /// returns; may be called again.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task PurgeAsync();
}

/// <summary>The result of a rollup. The numbers are sent; they never change.</summary>
public enum RollupOutcome
{
    /// <summary>The day's aggregates are stored.</summary>
    Stored = 0,

    /// <summary>Newer aggregates were already stored.</summary>
    Superseded = 1,
}

namespace ToolTime.Telemetry;

/// <summary>
/// One app's UTC day; the key is <c>cli/2026-11-28</c>. Before the day's end its totals are live: what this cluster took in since the grain
/// was activated, up to a second late, for operators. Rows are the truth.
/// </summary>
public interface ITelemetryDayGrain : IGrainWithStringKey
{
    /// <summary>Adds what was taken in since the last call. Not idempotent; a lost call costs only the live view.</summary>
    Task AddAsync(TelemetryTotals delta);

    /// <summary>What was added, or what the day's rows add up to where it is over.</summary>
    Task<TelemetryTotals> GetTotalsAsync();

    /// <summary>
    /// Adds the day's rows up once it is over: its exact totals are stored and its figures published, which never change any more. When the
    /// call returns they are durable, unless rows were removed meanwhile; it may be called again.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task<TelemetryStepOutcome> RollUpAsync();

    /// <summary>
    /// Deletes the day's rows. Durable when the call returns; may be called again.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task PurgeAsync();
}

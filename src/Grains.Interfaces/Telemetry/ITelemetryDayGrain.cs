namespace ToolTime.Telemetry;

/// <summary>
/// One app's UTC day; the key is <c>cli/2026-11-28</c>. Until the day ends, its totals are live: what this cluster accepted since the grain
/// was activated, up to a second late, for operators. The stored rows are authoritative.
/// </summary>
public interface ITelemetryDayGrain : IGrainWithStringKey
{
    /// <summary>Adds what was accepted since the last call. Not idempotent; a lost call affects only the live view.</summary>
    Task AddAsync(TelemetryTotals delta);

    /// <summary>The live totals, or the stored ones once the day is over.</summary>
    Task<TelemetryTotals> GetTotalsAsync();

    /// <summary>
    /// Once the day is over: adds up its rows, stores the exact totals and publishes its figures, which never change again. Durable when
    /// the call returns, unless rows were removed meanwhile; may be called again.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task<TelemetryStepOutcome> RollUpAsync();

    /// <summary>Deletes the day's rows. Durable when the call returns; may be called again.</summary>
    [ResponseTimeout("00:10:00")]
    Task PurgeAsync();
}

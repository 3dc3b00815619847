namespace ToolTime.Calendar;

/// <summary>
/// The domain's clock: days, weeks, epochs. It has its own type because it may be simulated, while the clock of Orleans, which times
/// failure detection, must never be. Its timers run on the system's clock.
/// </summary>
/// <param name="time">Where the time comes from: the system's clock or a <see cref="SimulatedClock"/>.</param>
public sealed class DomainClock(TimeProvider time) : TimeProvider
{
    /// <summary>Whether the time is set by hand; such a server's data is not real.</summary>
    public bool IsSimulated => time is SimulatedClock;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    /// <summary>The UTC day at this instant.</summary>
    public DateOnly GetUtcToday() => GetUtcNow().UtcDay();
}

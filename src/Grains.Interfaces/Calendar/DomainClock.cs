namespace ToolTime.Calendar;

/// <summary>
/// The clock of the domain: days, weeks, epochs. It is a type of its own, because it may be simulated while the clock of
/// Orleans, timers and reminders, on which failure detection depends, must never be. Timers that are made of it run on the system's clock.
/// </summary>
/// <param name="time">Where the time comes from: the system's clock or a <see cref="SimulatedClock"/>.</param>
public sealed class DomainClock(TimeProvider time) : TimeProvider
{
    /// <summary>Whether somebody sets this clock by hand; data of such a server is not real.</summary>
    public bool IsSimulated => time is SimulatedClock;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    /// <summary>The UTC day at this instant.</summary>
    public DateOnly GetUtcToday() => DateOnly.FromDateTime(GetUtcNow().UtcDateTime);
}

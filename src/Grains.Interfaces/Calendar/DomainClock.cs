namespace ToolTime.Calendar;

/// <summary>
/// The key of the <see cref="TimeProvider"/> by which the domain tells time. It is a service of its own, because the domain's
/// clock may be simulated while the engine's, on which failure detection depends, must never be.
/// </summary>
public static class DomainClock
{
    /// <summary>The key to resolve with <c>[FromKeyedServices(DomainClock.Key)]</c>.</summary>
    public const string Key = "domain";

    /// <summary>The UTC day at this instant.</summary>
    public static DateOnly GetUtcToday(this TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
    }
}

using ToolTime.Calendar;

namespace ToolTime.Storage;

/// <summary>What a database stores about the clock of its reports: real ones and simulated ones are never in one database.</summary>
internal sealed class ClockMark(DomainClock clock)
{
    public string Text => clock.IsSimulated ? "simulated" : "real";

    /// <exception cref="StorageUnavailableException">The database stores another mark.</exception>
    public void Check(string? stored)
    {
        if (stored is not null && stored != Text)
        {
            throw new StorageUnavailableException(clock.IsSimulated
                ? "it contains real reports, which must not be used with a simulated clock"
                : "it was written with a simulated clock; set Clock:File, or use another database");
        }
    }
}

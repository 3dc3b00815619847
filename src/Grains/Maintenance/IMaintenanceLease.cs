using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Maintenance;

/// <summary>
/// Says which of several servers on one database does the maintenance. It saves work and keeps nothing apart that must be: a holder that
/// stalls past its time meets another one, and each step decides again in storage.
/// </summary>
public interface IMaintenanceLease
{
    /// <summary>
    /// Takes the lease where it is free, was let run out or is the holder's own, and then lasts for the duration from now, by the database's
    /// clock. May be called again, to hold it longer.
    /// </summary>
    /// <param name="holder">Who asks; the same for all calls of one process, and no other's.</param>
    /// <param name="duration">For how long; longer than a step of the maintenance takes.</param>
    /// <returns>True where the holder has it; false where another one does.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> TryHoldAsync(string holder, TimeSpan duration);

    /// <summary>Gives the lease back, so that another server need not wait for its end; nothing where it is not the holder's. May be called again.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task ReleaseAsync(string holder);
}

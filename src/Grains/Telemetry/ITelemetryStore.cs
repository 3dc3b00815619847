using ToolTime.Calendar;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Takes events in, many to a commit, and deletes them.</summary>
public interface ITelemetryStore
{
    /// <summary>Decides on an event by <see cref="TelemetryDecision"/> and stores it. Durable when the call returns.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<TelemetryOutcome> StoreAsync(NewTelemetryEvent offered);

    /// <summary>
    /// The peppers of all epochs that have any, the earliest first. Of an epoch there is one, and more where a backup of another database
    /// was restored.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<TelemetryPepper>> ReadPeppersAsync(CancellationToken cancellationToken);

    /// <summary>Stores a pepper, unless its epoch has one. Durable when the call returns.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task AddPepperAsync(TelemetryPepper pepper);

    /// <summary>The apps of which anything was ever stored.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<AppName>> ListAppsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Deletes all rows of a device under each of its hashes, in one transaction, and leaves tombstones, so that a backup does not bring
    /// them back. What it reports later counts. Durable when the call returns; may be called again.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task DeleteAsync(IReadOnlyList<TelemetryDevice> hashes, DateTimeOffset deletedAt);

    /// <summary>
    /// Drops tombstones of before an instant, and the devices and peppers of epochs that ended before a day and have no rows left. Durable
    /// when the call returns.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task DropExpiredAsync(DateTimeOffset tombstonesBefore, DateOnly epochsEndedBefore);
}

/// <summary>One hash of a device.</summary>
/// <param name="App">The app.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Hash">Its hash there.</param>
public readonly record struct TelemetryDevice(AppName App, Epoch Epoch, DeviceHash Hash);

/// <summary>What hides the devices of an epoch: 32 random bytes, stored with its rows and gone with the last of them.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Value">The bytes.</param>
/// <param name="MadeAt">When it was made, UTC; the earliest of an epoch is used.</param>
public sealed record TelemetryPepper(Epoch Epoch, byte[] Value, DateTimeOffset MadeAt);

using ToolTime.Calendar;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Stores events, many per commit, and deletes them.</summary>
public interface ITelemetryStore
{
    /// <summary>Applies <see cref="TelemetryDecision"/> to an event and stores it if accepted. Durable when the call returns.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<TelemetryOutcome> StoreAsync(NewTelemetryEvent offered);

    /// <summary>
    /// The peppers of all epochs, earliest first. An epoch has one, or more after a backup of another database was restored.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<TelemetryPepper>> ReadPeppersAsync(CancellationToken cancellationToken);

    /// <summary>Stores a pepper, unless its epoch has one. Durable when the call returns.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task AddPepperAsync(TelemetryPepper pepper);

    /// <summary>The apps that ever had events.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<AppName>> ListAppsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Deletes all of a device's rows under each of its hashes, in one transaction, and leaves tombstones so that a backup does not bring
    /// them back. Later reports count. Durable when the call returns; may be called again.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task DeleteAsync(IReadOnlyList<TelemetryDevice> hashes, DateTimeOffset deletedAt);

    /// <summary>
    /// Drops tombstones older than an instant, and the devices and peppers of epochs that ended before a day and have no rows left. Durable
    /// when the call returns.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task DropExpiredAsync(DateTimeOffset tombstonesBefore, DateOnly epochsEndedBefore);
}

/// <summary>One hash of a device.</summary>
/// <param name="App">The app.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Hash">Its hash in the app and epoch.</param>
public readonly record struct TelemetryDevice(AppName App, Epoch Epoch, DeviceHash Hash);

/// <summary>The secret that protects an epoch's devices: 32 random bytes, stored with its rows and deleted with the last of them.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Value">The bytes.</param>
/// <param name="MadeAt">When it was made, UTC; an epoch's earliest is used.</param>
public sealed record TelemetryPepper(Epoch Epoch, byte[] Value, DateTimeOffset MadeAt);

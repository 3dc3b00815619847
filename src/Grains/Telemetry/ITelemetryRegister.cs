using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Single devices, found by their ids for operators.</summary>
public interface ITelemetryRegister
{
    /// <summary>The devices of the newest days, those with most events first.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<ListedDevice>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Leaves a device's rows of its epoch out of what is read, those to come too, or takes them in again. Durable when the call returns;
    /// may be called again.
    /// </summary>
    /// <returns>False where there is no such device.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> SetQuarantineAsync(Guid device, bool quarantined);
}

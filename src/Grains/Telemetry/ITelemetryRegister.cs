using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Single devices, found by operators' ids.</summary>
public interface ITelemetryRegister
{
    /// <summary>The newest days' devices, those with most events first.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<ListedDevice>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Excludes a device's rows of its epoch, including future ones, from all reads, or includes them again. Durable when the call returns;
    /// may be called again.
    /// </summary>
    /// <returns>False if there is no such device.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> SetQuarantineAsync(Guid device, bool quarantined);
}

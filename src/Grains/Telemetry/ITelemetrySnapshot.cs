using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>An app's rows at one snapshot of the database. Disposing it ends the snapshot.</summary>
public interface ITelemetrySnapshot : IAsyncDisposable
{
    /// <summary>How often rows of the app were removed, or left out, by then.</summary>
    long Removals { get; }

    /// <summary>How many devices the epoch has.</summary>
    long Devices { get; }

    /// <summary>How many of them reported since the generation began with which it was opened.</summary>
    int Seen { get; }

    /// <summary>
    /// Reads a day's rows of some devices, one device after the other, without those in quarantine. What is damaged is skipped. The rows
    /// are handed over on another thread, and none after the call returned.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task ReadAsync(DateOnly day, DeviceRange devices, Action<TelemetryRow> take, CancellationToken cancellationToken);
}

/// <summary>Stored events of one device, day and hour that are equal.</summary>
/// <param name="Device">The device.</param>
/// <param name="Day">The UTC day.</param>
/// <param name="Count">How many; of a task always one.</param>
/// <param name="Event">What each of them is.</param>
public readonly record struct TelemetryRow(DeviceHash Device, DateOnly Day, long Count, TelemetryEvent Event);

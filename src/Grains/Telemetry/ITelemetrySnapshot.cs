using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>An app's rows at one snapshot of the database. Disposing it ends the snapshot.</summary>
public interface ITelemetrySnapshot : IAsyncDisposable
{
    /// <summary>How often rows of the app had been removed or excluded.</summary>
    long Removals { get; }

    /// <summary>The number of devices in the epoch.</summary>
    long Devices { get; }

    /// <summary>How many of them reported since the generation with which the snapshot was opened.</summary>
    int Seen { get; }

    /// <summary>
    /// Reads some devices' rows of a day, device by device, without quarantined devices. Damaged rows are skipped. Rows are passed to
    /// <paramref name="take"/> on another thread, never after the call has returned.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task ReadAsync(DateOnly day, DeviceRange devices, Action<TelemetryRow> take, CancellationToken cancellationToken);
}

/// <summary>A number of equal stored events of one device, day and hour.</summary>
/// <param name="Device">The device.</param>
/// <param name="Day">The UTC day.</param>
/// <param name="Count">How many; always one for a task.</param>
/// <param name="Event">The event.</param>
public readonly record struct TelemetryRow(DeviceHash Device, DateOnly Day, long Count, TelemetryEvent Event);

using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Stored events of one device, day and hour that are equal.</summary>
/// <param name="Device">The device.</param>
/// <param name="Day">The UTC day.</param>
/// <param name="Count">How many; of a task always one.</param>
/// <param name="Event">What each of them is.</param>
public readonly record struct TelemetryRow(DeviceHash Device, DateOnly Day, long Count, TelemetryEvent Event);

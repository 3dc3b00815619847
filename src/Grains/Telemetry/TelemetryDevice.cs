using ToolTime.Calendar;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>One hash of a device.</summary>
/// <param name="App">The app.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Hash">Its hash there.</param>
public readonly record struct TelemetryDevice(AppName App, Epoch Epoch, DeviceHash Hash);

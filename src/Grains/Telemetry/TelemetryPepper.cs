using ToolTime.Calendar;

namespace ToolTime.Grains.Telemetry;

/// <summary>What hides the devices of an epoch: 32 random bytes, stored with its rows and gone with the last of them.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Value">The bytes.</param>
/// <param name="MadeAt">When it was made, UTC; the earliest of an epoch is used.</param>
public sealed record TelemetryPepper(Epoch Epoch, byte[] Value, DateTimeOffset MadeAt);

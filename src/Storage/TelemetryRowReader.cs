using ToolTime.Grains.Telemetry;

namespace ToolTime.Storage;

/// <summary>Reads rows of telemetry, and refuses what is not what was stored.</summary>
internal static class TelemetryRowReader
{
    /// <summary>A row.</summary>
    /// <exception cref="InvalidDataException">It is not what was stored.</exception>
    public static TelemetryRow Read(byte[] device, DateOnly day, long count, byte[] content, byte[] hash) =>
        count > 0 && NewTelemetryEvent.HashOf(content).AsSpan().SequenceEqual(hash)
            ? new(DeviceHash.FromBytes(device), day, count, TelemetryContent.Decode(content))
            : throw new InvalidDataException("A stored row is damaged.");
}

using ToolTime.Grains.Telemetry;

namespace ToolTime.Storage;

/// <summary>Decodes telemetry rows and refuses damaged ones.</summary>
internal static class TelemetryRowReader
{
    /// <summary>Decodes a row.</summary>
    /// <exception cref="InvalidDataException">It differs from what was stored.</exception>
    public static TelemetryRow Read(byte[] device, DateOnly day, long count, byte[] content, byte[] hash) =>
        count > 0 && NewTelemetryEvent.HashOf(content).AsSpan().SequenceEqual(hash)
            ? new(DeviceHash.FromBytes(device), day, count, TelemetryContent.Decode(content))
            : throw new InvalidDataException("A stored row is damaged.");
}

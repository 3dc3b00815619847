using System.Collections.Immutable;

namespace ToolTime.Telemetry;

/// <summary>Devices, or that they cannot be had.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.TelemetryDeviceListing")]
public abstract record TelemetryDeviceListing
{
    private TelemetryDeviceListing()
    {
    }

    /// <summary>The devices.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.TelemetryDeviceListing.Listed")]
    public sealed record Listed : TelemetryDeviceListing
    {
        /// <summary>The devices.</summary>
        [Id(0)] public required ImmutableArray<ListedDevice> Devices { get; init; }
    }

    /// <summary>Storage could not answer.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.TelemetryDeviceListing.Unavailable")]
    public sealed record Unavailable : TelemetryDeviceListing;
}

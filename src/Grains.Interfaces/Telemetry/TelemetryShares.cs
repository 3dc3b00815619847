namespace ToolTime.Telemetry;

/// <summary>What became of things that were shared. Sums are of a day only.</summary>
public sealed record TelemetryShares
{
    /// <summary>How often something was opened.</summary>
    public long? Opened { get; init; }

    /// <summary>How often something was downloaded.</summary>
    public long? Downloaded { get; init; }

    /// <summary>Devices on which something was opened.</summary>
    public long? OpenedDevices { get; init; }

    /// <summary>Devices on which something was downloaded.</summary>
    public long? DownloadedDevices { get; init; }
}

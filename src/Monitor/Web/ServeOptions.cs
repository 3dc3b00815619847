using ToolTime.Monitor.Settings;

namespace ToolTime.Monitor.Web;

/// <summary>What `tooltime serve` works with.</summary>
internal sealed record ServeOptions
{
    /// <summary>Where pages and events are, unless another is named.</summary>
    public const int DefaultPort = 8788;

    /// <summary>Where agents send telemetry by default.</summary>
    public const int DefaultOtlpPort = 4318;

    public required MonitorOptions Monitor { get; init; }

    /// <summary>0 for one that is free.</summary>
    public required int Port { get; init; }

    /// <summary>0 for one that is free.</summary>
    public required int OtlpPort { get; init; }

    /// <summary>Of the program.</summary>
    public required string Version { get; init; }
}

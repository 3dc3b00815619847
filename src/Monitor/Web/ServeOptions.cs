using ToolTime.Monitor.Settings;

namespace ToolTime.Monitor.Web;

/// <summary>What `tooltime serve` works with.</summary>
internal sealed record ServeOptions
{
    /// <summary>Where pages and events are, unless another is named.</summary>
    public const int DefaultPort = 8788;

    public required MonitorOptions Monitor { get; init; }

    /// <summary>0 for one that is free.</summary>
    public required int Port { get; init; }

    /// <summary>Of the program.</summary>
    public required string Version { get; init; }
}

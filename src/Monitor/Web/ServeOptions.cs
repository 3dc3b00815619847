using ToolTime.Monitor.Settings;

namespace ToolTime.Monitor.Web;

/// <summary>The settings of `tooltime serve`.</summary>
internal sealed record ServeOptions
{
    /// <summary>The default port of pages and events.</summary>
    public const int DefaultPort = 8788;

    /// <summary>The default port for agents' telemetry.</summary>
    public const int DefaultOtlpPort = 4318;

    public required MonitorOptions Monitor { get; init; }

    /// <summary>0 for any free one.</summary>
    public required int Port { get; init; }

    /// <summary>0 for any free one.</summary>
    public required int OtlpPort { get; init; }

    /// <summary>The program's version.</summary>
    public required string Version { get; init; }
}

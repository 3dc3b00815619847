namespace ToolTime.Telemetry;

/// <summary>Names used in events and published figures.</summary>
public static class TelemetryNames
{
    /// <summary>The name under which everything unlisted is counted.</summary>
    public const string Other = "other";
}

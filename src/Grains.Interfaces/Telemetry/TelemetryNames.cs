namespace ToolTime.Telemetry;

/// <summary>Names that stand in events and in what is published.</summary>
public static class TelemetryNames
{
    /// <summary>What everything that is not listed counts as.</summary>
    public const string Other = "other";
}

namespace ToolTime.Telemetry;

/// <summary>What became of an event. The numbers are sent; they never change.</summary>
public enum TelemetryOutcome
{
    /// <summary>It counts, and is durable.</summary>
    Accepted = 0,

    /// <summary>The same task of the same device and hour is stored; nothing changed.</summary>
    Duplicate = 1,

    /// <summary>The device has no events left on this UTC day; nothing was stored.</summary>
    OverLimit = 2,

    /// <summary>The server cannot answer, so the outcome is unknown.</summary>
    Unavailable = 3,
}

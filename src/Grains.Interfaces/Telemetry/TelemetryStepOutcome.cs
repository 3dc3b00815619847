namespace ToolTime.Telemetry;

/// <summary>What became of a step of maintenance. The numbers are sent; they never change.</summary>
public enum TelemetryStepOutcome
{
    /// <summary>It is done, and durable.</summary>
    Done = 0,

    /// <summary>Too few devices have reported or deleted since the last time; nothing was done.</summary>
    NotDue = 1,

    /// <summary>Rows were removed meanwhile; it stays due.</summary>
    Overtaken = 2,
}

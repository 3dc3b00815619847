namespace ToolTime.Telemetry;

/// <summary>How a task ended. The numbers are sent and stored; they never change.</summary>
public enum TaskOutcome
{
    /// <summary>It succeeded.</summary>
    Success = 0,

    /// <summary>It failed.</summary>
    Error = 1,
}

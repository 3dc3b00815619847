namespace ToolTime.Telemetry;

/// <summary>How a task ended.</summary>
public enum TaskOutcome
{
    /// <summary>It succeeded.</summary>
    Success = 0,

    /// <summary>It failed.</summary>
    Error = 1,
}

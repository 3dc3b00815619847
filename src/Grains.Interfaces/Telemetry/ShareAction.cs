namespace ToolTime.Telemetry;

/// <summary>What is done with something that is shared. The numbers are sent and stored; they never change.</summary>
public enum ShareAction
{
    /// <summary>It was opened.</summary>
    Opened = 0,

    /// <summary>It was downloaded.</summary>
    Downloaded = 1,
}

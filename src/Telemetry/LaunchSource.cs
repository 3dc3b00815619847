namespace ToolTime.Telemetry;

/// <summary>What started a program.</summary>
public enum LaunchSource
{
    /// <summary>A command line.</summary>
    Cli = 0,

    /// <summary>An installer.</summary>
    Installer = 1,
}

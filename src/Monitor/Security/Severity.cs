namespace ToolTime.Monitor.Security;

/// <summary>How bad a finding is. From <see cref="Medium"/> on, a careful colleague would want to be asked first.</summary>
internal enum Severity
{
    /// <summary>Worth knowing if something else happened.</summary>
    Info,

    /// <summary>Unusual, and mostly harmless.</summary>
    Low,

    /// <summary>May destroy or reveal something.</summary>
    Medium,

    /// <summary>Probably destroys or reveals something.</summary>
    High,

    /// <summary>Cannot be undone.</summary>
    Critical,
}

/// <summary>The names of severities in files and options.</summary>
internal static class SeverityName
{
    private static readonly string[] Names = ["info", "low", "medium", "high", "critical"];

    /// <summary>
    /// The severity of a name, or null. A hook parses one before each call, and <see cref="WireName"/>'s reflection would take a fiftieth
    /// of its time.
    /// </summary>
    public static Severity? Parse(string name) =>
        Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var number
            ? (Severity)number
            : null;
}

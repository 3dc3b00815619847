namespace ToolTime.Monitor.Security;

/// <summary>How bad a finding is. From <see cref="Medium"/> on a careful colleague would want to be asked first.</summary>
public enum Severity
{
    /// <summary>Worth knowing when something else happened.</summary>
    Info,

    /// <summary>Unusual, and mostly harmless.</summary>
    Low,

    /// <summary>May lose or give away something.</summary>
    Medium,

    /// <summary>Probably loses or gives away something.</summary>
    High,

    /// <summary>Cannot be undone.</summary>
    Critical,
}

/// <summary>Severities as files and options name them.</summary>
internal static class SeverityName
{
    private static readonly string[] Names = ["info", "low", "medium", "high", "critical"];

    /// <summary>
    /// The severity of a name; null where there is none. A hook asks before each call, and what <see cref="WireName"/> asks of the type
    /// takes it a fiftieth of its time.
    /// </summary>
    public static Severity? Parse(string name) =>
        Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var number
            ? (Severity)number
            : null;
}

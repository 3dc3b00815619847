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

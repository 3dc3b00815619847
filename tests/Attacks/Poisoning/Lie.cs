namespace ToolTime.Attacks.Poisoning;

/// <summary>How liars try to push a tool's error rate up. All of their calls fail.</summary>
public enum Lie
{
    /// <summary>Calls as others make them, so that nothing stands out.</summary>
    Modest,

    /// <summary>As many calls as the sum of errors bears without being hidden, that of all others being known.</summary>
    Shrewd,

    /// <summary>As many calls as count at all.</summary>
    Loud,
}

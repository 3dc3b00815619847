namespace ToolTime.Attacks.Poisoning;

/// <summary>How liars try to push a tool's error rate up.</summary>
public enum Lie
{
    /// <summary>Calls as others make them, so that nothing stands out; all fail.</summary>
    Modest,

    /// <summary>As many calls as the sum of calls bears without being hidden, that of all others being known; all fail.</summary>
    Shrewd,

    /// <summary>As many calls as count at all; all fail.</summary>
    Loud,

    /// <summary>Half a point above the honest middle, so that the median is pushed and yet told.</summary>
    Beside,

    /// <summary>They stay away: there are only the honest people.</summary>
    None,
}

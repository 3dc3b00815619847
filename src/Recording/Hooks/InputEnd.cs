namespace ToolTime.Recording.Hooks;

/// <summary>How the reading of a hook's input ended.</summary>
internal enum InputEnd
{
    /// <summary>A whole JSON object was read.</summary>
    Complete,

    /// <summary>The input is no JSON object, or stopped or stalled before its end.</summary>
    Broken,

    /// <summary>The input is longer than a hook reads.</summary>
    TooLong,
}

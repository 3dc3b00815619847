namespace ToolTime.Monitor.Security.Effects;

/// <summary>How something is done.</summary>
[Flags]
internal enum EffectTraits
{
    /// <summary>In no special way.</summary>
    None = 0,

    /// <summary>Including everything below.</summary>
    Recursive = 1,

    /// <summary>As root or another user.</summary>
    Privileged = 2,

    /// <summary>On another machine.</summary>
    Remote = 4,

    /// <summary>In a container, with the container's own files.</summary>
    Contained = 8,

    /// <summary>By one of the agent's tools, not a command.</summary>
    Tool = 16,

    /// <summary>The old content is lost.</summary>
    Overwrites = 32,

    /// <summary>In place, in an existing file.</summary>
    Edits = 64,

    /// <summary>In text that was decoded or built to hide it.</summary>
    Obfuscated = 128,

    /// <summary>In a container that is removed afterwards.</summary>
    Ephemeral = 256,

    /// <summary>In a text that asks another agent to do it.</summary>
    Asked = 512,
}

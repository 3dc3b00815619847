using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts;

/// <summary>A tool call in a transcript, or a skill that the user started.</summary>
/// <param name="Key">Identifies the call; its result and copies share it.</param>
/// <param name="At">UTC seconds since 1970.</param>
/// <param name="Tool">The tool's name; null if the user started the skill without a call.</param>
/// <param name="Skill">The skill that it started, or null.</param>
/// <param name="IsEditWithoutRead">Whether it edits a file that this transcript's agent has not read or written before.</param>
internal readonly record struct ReadCall(IdHash Key, uint At, string? Tool, string? Skill, bool IsEditWithoutRead)
{
    /// <summary>What it is attributed to; null if unknown.</summary>
    public Attribution? Attribution { get; init; }

    /// <summary>True if its identifier is unique everywhere, so that another call with it is a copy, whatever its time.</summary>
    public bool IsUnique { get; init; }
}

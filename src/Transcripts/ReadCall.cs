using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts;

/// <summary>A tool call in a transcript, or a skill that the user started.</summary>
/// <param name="Key">By which its result and its copies are known.</param>
/// <param name="At">UTC seconds since 1970.</param>
/// <param name="Tool">The tool's name; null where the user started the skill, without any call.</param>
/// <param name="Skill">The skill that it started, if it did.</param>
/// <param name="IsEditWithoutRead">Whether it edits a file that this transcript's agent has not read or written before.</param>
internal readonly record struct ReadCall(IdHash Key, uint At, string? Tool, string? Skill, bool IsEditWithoutRead)
{
    /// <summary>On whose account it was made; null where nothing is said of that.</summary>
    public Attribution? Attribution { get; init; }
}

using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Recording.Hooks;

/// <summary>Checks a call before it runs; returns what the hook prints, or null.</summary>
internal delegate string? GuardCall(GuardedCall call);

/// <summary>A call that an agent is about to make.</summary>
/// <param name="Home">This machine's record.</param>
/// <param name="UserHome">The user's own folder; null if the environment has none.</param>
/// <param name="Client">The agent's client name.</param>
/// <param name="Input">The fields read from the hook's input.</param>
/// <param name="Body">The hook's whole input: JSON.</param>
/// <param name="Now">The current time.</param>
/// <param name="IsRecorded">False in a project that the user left out: nothing about the call may be stored.</param>
internal sealed record GuardedCall(
    ToolTimeHome Home,
    string? UserHome,
    string Client,
    HookInput Input,
    ReadOnlyMemory<byte> Body,
    DateTimeOffset Now,
    bool IsRecorded
)
{
    /// <summary>A hash of the call's id, the same as a transcript's; null if it has none.</summary>
    public string? Key => Input.ToolUseId is { Length: > 0 } id ? IdHash.Compute(id).ToString() : null;
}

using ToolTime.Recording.Home;

namespace ToolTime.Recording.Hooks;

/// <summary>Looks at a call before it runs; answers what the hook prints, or null.</summary>
internal delegate string? GuardCall(GuardedCall call);

/// <summary>A call that an agent is about to make.</summary>
/// <param name="Home">Where this machine's files are.</param>
/// <param name="UserHome">The user's own folder; null where the environment names none.</param>
/// <param name="Client">The agent.</param>
/// <param name="Input">What its hook said, as far as it is recorded.</param>
/// <param name="Body">All that its hook said: JSON.</param>
/// <param name="Now">When.</param>
/// <param name="IsRecorded">False in a project that its user left out: nothing of the call may be stored.</param>
internal sealed record GuardedCall(
    ToolTimeHome Home,
    string? UserHome,
    string Client,
    HookInput Input,
    ReadOnlyMemory<byte> Body,
    DateTimeOffset Now,
    bool IsRecorded
);

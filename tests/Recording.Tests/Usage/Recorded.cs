using ToolTime.Recording.Usage;

namespace ToolTime.Recording.Tests.Usage;

/// <summary>Short ways to state what was recorded.</summary>
internal static class Recorded
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static RecordedEvent Call(
        string tool,
        string? id = null,
        string session = "s",
        string? file = null,
        string outcome = "ok",
        DateTimeOffset? at = null,
        string? skill = null
    ) =>
        new()
        {
            At = at ?? Noon,
            Event = outcome switch
            {
                "ok" => "PostToolUse",
                "denied" => "PermissionDenied",
                _ => "PostToolUseFailure",
            },
            Client = "claude-code",
            Session = session,
            Tool = tool,
            Call = id,
            File = file,
            Skill = skill,
            Outcome = outcome is "denied" ? "rejection" : outcome,
        };

    public static RecordedEvent Start(string? model, string session = "s", DateTimeOffset? at = null) =>
        new() { At = at ?? Noon, Event = "SessionStart", Client = "claude-code", Session = session, Model = model };
}

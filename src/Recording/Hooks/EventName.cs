namespace ToolTime.Recording.Hooks;

/// <summary>The events that counts are made from. Others are recorded too.</summary>
internal static class EventName
{
    public const string SessionStart = "SessionStart";
    public const string PreToolUse = "PreToolUse";
    public const string PostToolUse = "PostToolUse";
    public const string PostToolUseFailure = "PostToolUseFailure";
    public const string UserPromptExpansion = "UserPromptExpansion";
    public const string PermissionDenied = "PermissionDenied";
    public const string SessionEnd = "SessionEnd";
    public const string Stop = "Stop";
}

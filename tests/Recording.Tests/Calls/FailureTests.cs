using ToolTime.Recording.Calls;

namespace ToolTime.Recording.Tests.Calls;

public sealed class FailureTests
{
    [Theory]
    [InlineData("The user doesn't want to proceed with this tool use.", "Rejection")]
    [InlineData("The user doesn't want to take this action right now. STOP", "Rejection")]
    [InlineData("[Request interrupted by user for tool use]", "Rejection")]
    [InlineData("Exit code 137\n[Request interrupted by user for tool use]\nhalf of it", "Rejection")]
    [InlineData("Exit code 1\nhalf of it\n[Request interrupted by user for tool use]", "Error")]
    [InlineData("Exit code 1", "Error")]
    [InlineData("Exit code 1\nThe user doesn't want to proceed", "Error")]
    [InlineData("Permission to read /home/dev/shop/.env has been denied.", "Rejection")]
    [InlineData("Permission to edit /home/dev/shop/.env has been denied.", "Rejection")]
    [InlineData("<tool_use_error>File is in a directory that is denied by your permission settings.</tool_use_error>", "Rejection")]
    [InlineData("<tool_use_error>Skill execution blocked by permission rules</tool_use_error>", "Rejection")]
    [InlineData("WebFetch denied access to domain:example.com.", "Rejection")]
    [InlineData("Agent type 'Explore' has been denied by permission rule 'Agent(Explore)' from userSettings.", "Rejection")]
    [InlineData("Output redirection to '/etc/hosts' was blocked by a deny rule.", "Rejection")]
    [InlineData("The agent proposed a plan that was rejected by the user. The user chose to stay in plan mode", "Rejection")]
    [InlineData("<tool_use_error>File does not exist.</tool_use_error>", "Error")]
    [InlineData("EACCES: permission denied, open '/etc/shadow'", "Error")]
    [InlineData("Permission for this action was denied by the Claude Code auto mode classifier. Reason: x", "Rejection")]
    [InlineData("Permission for this action has been denied. Reason: x", "Rejection")]
    [InlineData("PreToolUse:Bash hook error: [x]: forbidden", "Rejection")]
    [InlineData("Hook PreToolUse:Bash denied this tool", "Rejection")]
    [InlineData("Execution stopped by PreToolUse hook: not today", "Rejection")]
    [InlineData("Bash operation blocked by hook:\n- [guard]: forbidden", "Rejection")]
    [InlineData("Tool permission request failed: Error: Tool permission stream closed before response received", "NotRun")]
    [InlineData("Hook failed", "Error")]
    [InlineData("touch in '/a' was blocked. For security, Claude Code may only write below", "Rejection")]
    [InlineData("<tool_use_error>Cancelled: parallel tool call Bash errored</tool_use_error>", "NotRun")]
    [InlineData("[Tool call skipped: the turn ended]", "NotRun")]
    [InlineData("[Tool call did not complete: x]", "NotRun")]
    [InlineData("claude-opus-4-8 is temporarily unavailable (x), so auto mode cannot determine the safety of Bash right now.", "NotRun")]
    [InlineData(
        "Permission for this action was denied by the Claude Code auto mode classifier. "
            + "Reason: Auto mode could not evaluate this action and is blocking it for safety.",
        "NotRun"
    )]
    [InlineData("[Tool result missing due to internal error]", "NotRun")]
    [InlineData("Permission dialog failed: x", "NotRun")]
    [InlineData("<tool_use_error>File has not been read yet.</tool_use_error>", "Error")]
    [InlineData("A test says: Permission to use", "Error")]
    [InlineData("", "Error")]
    [InlineData(null, "Error")]
    public void Classify_TextOfAFailure_IsItsKind(string? text, string kind) => Assert.Equal(kind, Failure.Classify(text).ToString());

    [Theory]
    [InlineData("user-rejected", "Rejection")]
    [InlineData("permission-rule", "Rejection")]
    [InlineData("automode-blocked", "Rejection")]
    [InlineData("automode-unavailable", "NotRun")]
    [InlineData("automode-parsing-error", "NotRun")]
    [InlineData("interrupted", "NotRun")]
    [InlineData("cancelled", "NotRun")]
    [InlineData("of-a-later-version", null)]
    [InlineData("", null)]
    public void FromDenialKind_WordOfTheClient_IsItsKind(string word, string? kind) =>
        Assert.Equal(kind, Failure.FromDenialKind(System.Text.Encoding.UTF8.GetBytes(word))?.ToString());
}

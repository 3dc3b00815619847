using System.Text;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;

namespace ToolTime.Recording.Tests.Hooks;

public sealed class InterruptTests
{
    [Theory]
    [InlineData("""{"hook_event_name":"PostToolUseFailure","tool_name":"Bash","error":"x","is_interrupt":true}""", "not_run")]
    [InlineData("""{"is_interrupt": true ,"hook_event_name":"PostToolUseFailure","tool_name":"Bash","error":"x"}""", "not_run")]
    [InlineData("""{"hook_event_name":"PostToolUseFailure","tool_name":"Bash","error":"x","is_interrupt":false}""", "error")]
    [InlineData(
        """{"hook_event_name":"PostToolUseFailure","tool_name":"Bash","error":"The user doesn't want to proceed","is_interrupt":true}""",
        "rejection"
    )]
    [InlineData(
        """{"hook_event_name":"PostToolUseFailure","tool_name":"Bash","error":"<tool_use_error>Cancelled: parallel tool call Bash errored</tool_use_error>"}""",
        "not_run"
    )]
    [InlineData("""{"hook_event_name":"PostToolUseFailure","tool_name":"Bash","tool_input":{"is_interrupt":true},"error":"x"}""", "error")]
    [InlineData(
        """{"hook_event_name":"PostToolUse","tool_name":"Bash","tool_response":{"stdout":"x","interrupted":true}}""",
        "not_run"
    )]
    [InlineData("""{"hook_event_name":"PostToolUse","tool_name":"Bash","tool_response":{"stdout":"x","interrupted":false}}""", "ok")]
    public void Write_CallThatNeverRan_IsNoError(string input, string outcome)
    {
        var scanner = new JsonFieldScanner(HookInput.Fields);
        scanner.Feed(Encoding.UTF8.GetBytes(input));
        var line = Encoding.UTF8.GetString(EventLine.Write(new HookInput(scanner), "claude-code", "secret", DateTimeOffset.UnixEpoch));
        Assert.EndsWith($"\"outcome\":\"{outcome}\"}}", line, StringComparison.Ordinal);
    }
}

using System.Text;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;

namespace ToolTime.Recording.Tests.Hooks;

/// <summary>Other agents run the hooks in Claude Code's settings too.</summary>
public sealed class HookInputTests
{
    public static TheoryData<string> Recorded => [.. RecordedHooks.Lines];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void IsOfAnotherAgent_RecordedEventOfClaudeCode_IsFalse(string line) => Assert.False(IsOfAnotherAgent(line));

    // Copilot CLI, VS Code, Cursor, and members that Claude Code may have one day.
    [Theory]
    [InlineData("""{"hook_event_name":"SessionStart","session_id":"s","timestamp":"2026-11-29T08:59:24.709Z","cwd":"/p"}""", true)]
    [InlineData("""{"hook_event_name":"PostToolUse","transcript_path":"/t","tool_name":"Bash","tool_result":{"result_type":"success"}}""", true)]
    [InlineData("""{"hook_event_name":"PostToolUse","transcript_path":"/t","timestamp":"x","tool_use_id":"call_1__vscode-1"}""", true)]
    [InlineData("""{"hook_event_name":"PostToolUse","transcript_path":null,"cursor_version":"1.7.2","workspace_roots":["/p"]}""", true)]
    [InlineData("""{"hook_event_name":"PostToolUse","transcript_path":"/t","timestamp":"2026-11-29T08:59:24.709Z"}""", false)]
    [InlineData("""{"hook_event_name":"PostToolUse","transcript_path":"","tool_use_id":"toolu_1","tool_response":{"result_type":"x"}}""", false)]
    [InlineData("""{"hook_event_name":"Stop","session_id":"s"}""", false)]
    public void IsOfAnotherAgent_ByWhatItSends(string json, bool isOfAnother) => Assert.Equal(isOfAnother, IsOfAnotherAgent(json));

    private static bool IsOfAnotherAgent(string json)
    {
        var scanner = new JsonFieldScanner(HookInput.Fields);
        scanner.Feed(Encoding.UTF8.GetBytes(json));
        Assert.True(scanner.IsComplete);
        return new HookInput(scanner).IsOfAnotherAgent;
    }
}

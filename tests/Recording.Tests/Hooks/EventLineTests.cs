using System.Text;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;
using ToolTime.Recording.Secrets;

namespace ToolTime.Recording.Tests.Hooks;

public sealed class EventLineTests
{
    private const string Secret = "secret";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 23, 59, 59, 999, TimeSpan.Zero);

    [Fact]
    public void Write_Call_HoldsNamesAndHashesOnly()
    {
        var line = Line("""
            {"session_id":"s-1","transcript_path":"/t","cwd":"/home/dev/my \"проект\"","hook_event_name":"PostToolUse","tool_name":"Edit",
             "tool_input":{"file_path":"/home/dev/secret.txt","old_string":"PASSWORD"},"tool_response":{"filePath":"/home/dev/secret.txt"},"tool_use_id":"toolu_1"}
            """);
        Assert.Equal(
            $$"""{"v":1,"at":"2026-11-20T23:59:59.999Z","event":"PostToolUse","client":"claude-code","session":"{{LocalHash.Session(Secret, "s-1")}}","project":"{{LocalHash.Folder(Secret, "/home/dev/my \"проект\"")}}","folder":"my \"проект\"","tool":"Edit","call":"{{LocalHash.Call(Secret, "toolu_1")}}","file":"{{LocalHash.File(Secret, null, "/home/dev/secret.txt")}}","outcome":"ok"}""",
            line);
    }

    [Fact]
    public void Write_CallWhoseDurationIsTold_HoldsItAndByWhatTranscriptsKnowTheCall() =>
        Assert.Contains(
            $"\"call\":\"{LocalHash.Call(Secret, "toolu_1")}\",\"key\":\"{IdHash.Compute("toolu_1")}\",\"ms\":1234,\"outcome\":\"ok\"",
            Line("""{"hook_event_name":"PostToolUse","tool_name":"Bash","tool_use_id":"toolu_1","duration_ms":1234.5}"""),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("pdf", "\"projectSettings\"", ",\"skill\":\"pdf\"")]
    [InlineData("docs:pdf", "\"plugin\"", ",\"skill\":\"docs:pdf\"")]
    [InlineData("pdf", "null", ",\"skill\":\"pdf\"")]
    [InlineData("init", "\"builtin\"", "")]
    [InlineData("mcp__lab__ask", "\"mcp\"", "")]
    [InlineData("/home/dev/secret", "\"bundled\"", "")]
    public void Write_SlashCommand_HoldsTheSkillThatItStarts(string command, string source, string skill) =>
        Assert.Equal(
            $$"""{"v":1,"at":"2026-11-20T23:59:59.999Z","event":"UserPromptExpansion","client":"claude-code"{{skill}}}""",
            Line(
                $$"""{"hook_event_name":"UserPromptExpansion","expansion_type":"slash_command","command_name":"{{command}}","command_source":{{source}},"command_args":"PASSWORD","prompt":"/x PASSWORD"}"""
            )
        );

    [Fact]
    public void Write_SlashCommand_HoldsItsPromptAsAHash() =>
        Assert.Contains(
            $",\"call\":\"{LocalHash.Call(Secret, "p1")}\",\"skill\":\"pdf\"",
            Line("""{"hook_event_name":"UserPromptExpansion","command_name":"pdf","prompt_id":"p1"}"""),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("C:\\\\Users\\\\dev\\\\One")]
    [InlineData("C:\\Users\\dev\\One")]
    [InlineData("C:\\new\\temp\\One")]
    [InlineData("/home/dev/One/")]
    public void Write_Folder_IsItsNameAlone(string folder) =>
        Assert.EndsWith(",\"folder\":\"One\"}", Line($$"""{"hook_event_name":"Stop","cwd":"{{folder}}"}"""));

    [Theory]
    [InlineData("PostToolUse", null, "\"outcome\":\"ok\"")]
    [InlineData("PostToolUseFailure", "Exit code 3", "\"outcome\":\"error\"")]
    [InlineData("PostToolUseFailure", null, "\"outcome\":\"error\"")]
    [InlineData("PostToolUseFailure", "The user doesn't want to proceed with this tool use.", "\"outcome\":\"rejection\"")]
    [InlineData("PostToolUseFailure", "Permission to use Bash has been denied.", "\"outcome\":\"rejection\"")]
    [InlineData("PostToolUseFailure", "User denied", "\"outcome\":\"rejection\"")]
    [InlineData("PostToolUseFailure", "User rejected it", "\"outcome\":\"rejection\"")]
    [InlineData("PostToolUseFailure", "User cancelled", "\"outcome\":\"rejection\"")]
    [InlineData("PostToolUseFailure", "Error: User denied", "\"outcome\":\"error\"")]
    [InlineData("PermissionDenied", null, "\"outcome\":\"rejection\"")]
    public void Write_EndOfACall_TellsItsOutcomeAndForgetsItsText(string name, string? error, string outcome)
    {
        var line = Line($$"""{"hook_event_name":"{{name}}","tool_name":"Bash"{{(error is null ? "" : $",\"error\":\"{error}\"")}}}""");
        Assert.Equal(
            $$"""{"v":1,"at":"2026-11-20T23:59:59.999Z","event":"{{name}}","client":"claude-code","tool":"Bash",{{outcome}}}""",
            line
        );
    }

    [Theory]
    [InlineData("two words", "(unnamed)")]
    [InlineData("/etc/passwd", "(unnamed)")]
    [InlineData("C:\\\\Users", "(unnamed)")]
    [InlineData("line\\nbreak", "(unnamed)")]
    [InlineData("", "(unnamed)")]
    [InlineData("スキル", "スキル")]
    [InlineData("mcp__a-b__c.d", "mcp__a-b__c.d")]
    [InlineData("mcp__x__AKIAIOSFODNN7EXAMPLE", "(unnamed)")]
    [InlineData("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "(unnamed)")]
    [InlineData("sk-ant-api03-abcdefghijkl", "(unnamed)")]
    [InlineData("mcp__hf_hub_v2__download_a_model", "mcp__hf_hub_v2__download_a_model")]
    [InlineData("npm_install_of_all_packages_2", "npm_install_of_all_packages_2")]
    [InlineData("mcp__task-ant-hill__run_1234567890", "mcp__task-ant-hill__run_1234567890")]
    public void Write_ToolName_IsStoredOnlyWhereItIsAName(string name, string stored) =>
        Assert.EndsWith($"\"tool\":\"{stored}\"}}", Line($$"""{"hook_event_name":"PreToolUse","tool_name":"{{name}}"}"""));

    [Theory]
    [InlineData("Skill", "lab-skill", ",\"skill\":\"lab-skill\"}")]
    [InlineData("Skill", "/lab-skill", ",\"skill\":\"lab-skill\"}")]
    [InlineData("Skill", "/home/dev/skill", ",\"tool\":\"Skill\"}")]
    [InlineData("mcp__a__b", "find my secret", ",\"tool\":\"mcp__a__b\"}")]
    public void Write_Skill_IsStoredOfTheSkillToolAndNeverAsAPath(string tool, string skill, string ending) =>
        Assert.EndsWith(
            ending,
            Line($$$"""{"hook_event_name":"PreToolUse","tool_name":"{{{tool}}}","tool_input":{"skill":"{{{skill}}}"}}""")
        );

    [Fact]
    public void Write_PathThatAnotherToolWasGiven_IsNotEvenHashed() =>
        Assert.EndsWith(
            ",\"tool\":\"mcp__a__b\"}",
            Line("""{"hook_event_name":"PreToolUse","tool_name":"mcp__a__b","tool_input":{"file_path":"/x"}}""")
        );

    [Fact]
    public void Write_SessionStart_KeepsTheModel() =>
        Assert.EndsWith(
            ",\"model\":\"anthropic/claude-opus-4-1[1m]\"}",
            Line("""{"hook_event_name":"SessionStart","model":"anthropic/claude-opus-4-1[1m]"}""")
        );

    private static string Line(string json)
    {
        var scanner = new JsonFieldScanner(HookInput.Fields);
        scanner.Feed(Encoding.UTF8.GetBytes(json));
        Assert.True(scanner.IsComplete);
        return Encoding.UTF8.GetString(EventLine.Write(new HookInput(scanner), "claude-code", Secret, Now));
    }
}

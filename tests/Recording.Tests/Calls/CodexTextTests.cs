using System.Text;
using ToolTime.Recording.Calls;

namespace ToolTime.Recording.Tests.Calls;

public sealed class CodexTextTests
{
    private const string Command = "`/bin/zsh -lc 'git push'`";

    [Theory]
    [InlineData("Exit code: 0\nOutput:\n", "ok")]
    [InlineData("Exit code: 1\nOutput:\nThis action was rejected due to unacceptable risk", "error")]
    [InlineData("Chunk ID: 1\nProcess exited with code 0\nOutput:\nchild exited with code 1\n", "ok")]
    [InlineData("Process exited with code 1\nOutput:\nExit code: 0", "error")]
    [InlineData("Exit code: 0\nWall time: 0 seconds\nOutput:\nExit code: 2", "ok")]
    [InlineData("exec command rejected by user", "rejection")]
    [InlineData("exec_command failed: CreateProcess { message: \"Rejected(\\\"rejected by user\\\")\" }", "rejection")]
    [InlineData("exec_command failed for " + Command + ": CreateProcess { message: \"Rejected(\\\"rejected by user\\\")\" }", "rejection")]
    [InlineData("exec_command failed for " + Command + ": CreateProcess { message: \"Rejected(\\\"Failed to create unified exec\\\")\" }", "error")]
    [InlineData("exec_command failed for " + Command + ": CreateProcess { message: \"Codex(Sandbox(Denied {\" }", "error")]
    [InlineData("Script error:\nexec_command failed: CreateProcess { message: \"Rejected(\\\"rejected by user\\\")\" }", "rejection")]
    [InlineData("This action was rejected due to unacceptable risk.\nReason: x", "rejection")]
    [InlineData(Command + " rejected: blocked by policy", "rejection")]
    [InlineData("patch rejected: writing outside of the project; rejected by user approval settings", "rejection")]
    [InlineData("user cancelled MCP tool call", "rejection")]
    [InlineData("Tool call blocked by PreToolUse hook: no", "rejection")]
    [InlineData("The automatic permission approval review did not finish before its deadline.", "not_run")]
    [InlineData("aborted by user after 3.2s", "not_run")]
    [InlineData("write_stdin failed: Unknown process id 3", "error")]
    [InlineData("{\"metadata\": {\"exit_code\": 2}, \"output\": \"\\\"exit_code\\\":0\"}", "error")]
    [InlineData("{\"output\":\"Process exited with code 1\",\"metadata\":{\"exit_code\":0}}", "ok")]
    [InlineData("{\"output\":\"Exit code: 0\\nOutput:\\n\",\"metadata\":{\"exit_code\":2}}", "error")]
    [InlineData("{\"output\":\"x\",\"exit_code\" : 0}", "ok")]
    [InlineData("{\"result\":{\"exit_code\":1}}", null)]
    [InlineData("{\"exit_code\":1,", "error")]
    [InlineData("{\"output\":\"cut he", null)]
    [InlineData("{\"output\":\"cut here\n...\\u00\",\"metadata\":{\"exit_code\":0}}", "ok")]
    [InlineData("{\"\\ud800abc\":1,\"exit_code\":0}", "ok")]
    [InlineData("Plan updated", null)]
    public void Outcome_TextOfAnOutput_IsHowTheCallEnded(string text, string? outcome) =>
        Assert.Equal(outcome, CodexText.Outcome(Encoding.UTF8.GetBytes(text)).ToWord());

    [Fact]
    public void Outcome_RefusalBehindALongCommand_IsARefusal()
    {
        var text = $"exec_command failed for `{new string('x', 4000)}`: CreateProcess {{ message: \"Rejected(\\\"rejected by user\\\")\" }}";
        Assert.Equal("rejection", CodexText.Outcome(Encoding.UTF8.GetBytes(text)).ToWord());
    }
}

using System.Text.Json;
using ToolTime.Monitor.Security.Guarding;
using ToolTime.Monitor.Security.Settings;

namespace ToolTime.Monitor.Tests.Guarding;

public sealed class BlockDecisionTests
{
    [Theory]
    [InlineData(null, "rm -rf /", null)]
    [InlineData("critical", "rm -rf /", nameof(BlockAnswer.Deny))]
    [InlineData("critical", "git push --force", null)]
    [InlineData("high", "git push --force", nameof(BlockAnswer.Deny))]
    [InlineData("info", "ls", null)]
    public void Find_SeverityOfTheWorstFinding_Decides(string? from, string command, string? expected) =>
        Assert.Equal(expected, Find(new GuardSettings { BlockFrom = from }, command, "claude-code")?.Answer.ToString());

    [Theory]
    [InlineData("claude-code", nameof(BlockAnswer.Ask))]
    [InlineData("codex", nameof(BlockAnswer.Deny))]
    public void Find_AgentThatCannotAsk_IsDenied(string client, string expected) =>
        Assert.Equal(expected, Find(new GuardSettings { BlockFrom = "high", BlockAnswer = "ask" }, "git push --force", client)!.Answer.ToString());

    [Fact]
    public void ToHookOutput_Denial_SaysWhatAndWhatElse()
    {
        using var output = JsonDocument.Parse(Find(new GuardSettings { BlockFrom = "high" }, "rm -rf ~/old", "claude-code")!.ToHookOutput());
        var decision = output.RootElement.GetProperty("hookSpecificOutput");
        Assert.Equal("PreToolUse", decision.GetProperty("hookEventName").GetString());
        Assert.Equal("deny", decision.GetProperty("permissionDecision").GetString());
        Assert.Equal(
            "tooltime: It deletes /home/dev/old, outside the project. (rule files.delete-outside, high) It did not run. Do not retry it in another form. Continue without it, or ask the user to run it.",
            decision.GetProperty("permissionDecisionReason").GetString());
    }

    private static BlockDecision? Find(GuardSettings settings, string command, string client) =>
        BlockDecision.Find(settings, Engine.Bash(command), client);
}

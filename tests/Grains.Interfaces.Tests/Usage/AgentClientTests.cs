using ToolTime.Usage;

namespace ToolTime.Grains.Interfaces.Tests.Usage;

public sealed class AgentClientTests
{
    [Fact]
    public void AgentClients_NumbersAndNames_StayAsTheyAreStored()
    {
        (int Number, string Name)[] expected =
        [
            (0, ""),
            (1, "claude-code"),
            (2, "codex"),
            (3, "openclaw"),
            (4, "opencode"),
            (5, "gemini"),
            (6, "kilo"),
            (7, "qwen"),
            (8, "copilot"),
            (9, "pi"),
            (10, "kimi"),
            (11, "goose"),
        ];
        Assert.Equal(expected, Enum.GetValues<AgentClient>().Select(client => ((int)client, client.ToName())));
    }

    [Fact]
    public void TryParse_EachName_IsItsClient() =>
        Assert.All(
            Enum.GetValues<AgentClient>().Where(client => client != AgentClient.Unknown),
            client => Assert.Equal((true, client), (AgentClientNames.TryParse(client.ToName(), out var parsed), parsed)));

    [Theory]
    [InlineData("")]
    [InlineData("Claude-Code")]
    [InlineData("claude_code")]
    [InlineData("1")]
    public void TryParse_NoListedName_IsFalse(string name) =>
        Assert.Equal((false, AgentClient.Unknown), (AgentClientNames.TryParse(name, out var client), client));

    [Fact]
    public void ToName_NoClient_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => ((AgentClient)99).ToName());
}

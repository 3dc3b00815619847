using ToolTime.Recording.Usage;

namespace ToolTime.Recording.Tests.Usage;

public sealed class CellNameTests
{
    public static TheoryData<string, bool, bool> Names => new()
    {
        { "Bash", true, true },
        { "mcp__a-b__c.d:e_f", true, true },
        { new string('x', 100), true, true },
        { new string('x', 101), false, false },
        { "", false, false },
        { "Bash\n", false, false },
        { "two words", false, false },
        { "スキル", false, false },
        { "(unnamed)", false, false },
        { "plugin@market/place", false, true },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void IsValid_AnyName_IsAsTheWireSays(string name, bool isName, bool isPlugin) =>
        Assert.Equal((isName, isPlugin), (CellName.IsValid(name), CellName.IsValidPlugin(name)));

    [Theory]
    [InlineData("claude-opus-4-1[1m]", "claude-opus-4-1")]
    [InlineData("claude-opus-4-1", "claude-opus-4-1")]
    [InlineData("[1m]", "[1m]")]
    public void Model_BracketedSuffix_IsLeftOff(string name, string model) => Assert.Equal(model, CellName.Model(name));

    [Theory]
    [InlineData("mcp__lab__ping", "lab")]
    [InlineData("mcp__a_b__c__d", "a_b")]
    [InlineData("mcp____ping", null)]
    [InlineData("mcp__lab", null)]
    [InlineData("Bash", null)]
    public void McpServer_ToolName_IsItsSecondPart(string tool, string? server) => Assert.Equal(server, CellName.McpServer(tool));
}

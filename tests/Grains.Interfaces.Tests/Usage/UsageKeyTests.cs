using ToolTime.Usage;

namespace ToolTime.Grains.Interfaces.Tests.Usage;

public sealed class UsageKeyTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Theory]
    [InlineData(Dimension.Tool, "Bash", "2026-11-20/tool/Bash")]
    [InlineData(Dimension.Skill, "team:review", "2026-11-20/skill/team:review")]
    [InlineData(Dimension.McpServer, "", "2026-11-20/mcp_server/")]
    [InlineData(Dimension.Plugin, "owner/name@1/2", "2026-11-20/plugin/owner/name@1/2")]
    [InlineData(Dimension.Model, "/", "2026-11-20/model//")]
    [InlineData(Dimension.Client, "жук 🐞", "2026-11-20/client/жук 🐞")]
    public void Parse_WhatToStringGave_IsTheSameKey(Dimension dimension, string name, string text)
    {
        var key = new UsageKey(Day, dimension, name);
        Assert.Equal((text, key), (key.ToString(), UsageKey.Parse(text)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-20/tool")]
    [InlineData("2026-11-20/tools/Bash")]
    [InlineData("2026-11-20/Tool/Bash")]
    [InlineData("2026-11-20/1/Bash")]
    [InlineData("20-11-2026/tool/Bash")]
    [InlineData("2026-11-31/tool/Bash")]
    [InlineData(" 2026-11-20/tool/Bash")]
    public void TryParse_WhatIsNoKey_IsFalse(string? text) =>
        Assert.Equal((false, default(UsageKey)), (UsageKey.TryParse(text, null, out var key), key));

    [Fact]
    public void Parse_WhatIsNoKey_ThrowsWithoutTheText() =>
        Assert.Equal("A usage key is written day/dimension/name.", Assert.Throws<FormatException>(() => UsageKey.Parse("secret")).Message);

    [Fact]
    public void Equals_NamesThatDifferInCase_AreTwoKeys() =>
        Assert.NotEqual(new UsageKey(Day, Dimension.Tool, "bash"), new UsageKey(Day, Dimension.Tool, "Bash"));

    [Fact]
    public void ToString_OfADefault_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => default(UsageKey).ToString());

    [Fact]
    public void Constructor_NoName_Throws() => Assert.Throws<ArgumentNullException>(() => new UsageKey(Day, Dimension.Tool, null!));
}

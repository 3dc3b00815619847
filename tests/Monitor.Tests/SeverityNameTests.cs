using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Settings;

namespace ToolTime.Monitor.Tests;

/// <summary>The names that hooks read by hand are the ones written.</summary>
public sealed class SeverityNameTests
{
    [Fact]
    public void Parse_NamesOfAllSeverities_AreThese() =>
        Assert.All(Enum.GetValues<Severity>(), severity =>
            Assert.Equal(severity, SeverityName.Parse(WireName.From(severity).ToUpperInvariant()))
        );

    [Fact]
    public void Parse_NamesOfAllAnswers_AreThese() =>
        Assert.All(Enum.GetValues<BlockAnswer>(), answer => Assert.Equal(answer, BlockAnswerName.Parse(WireName.From(answer))));

    [Theory]
    [InlineData("")]
    [InlineData("severe")]
    public void Parse_OtherNames_AreNone(string name)
    {
        Assert.Null(SeverityName.Parse(name));
        Assert.Null(BlockAnswerName.Parse(name));
    }
}

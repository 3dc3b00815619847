using System.Text;
using ToolTime.Silo.Operators;

namespace ToolTime.Silo.Tests.Operators;

public sealed class NamesImportTests
{
    private const string Marketplace = """
        {"name":"acme-market","plugins":[{"name":"one"},{"name":"two"},{"name":"one"},{"name":"no good"},{}],"renames":{"zero":"one"}}
        """;

    [Fact]
    public void Read_AnAnswerOfTheRegistry_IsALineAServer() =>
        Assert.Equal(
            ["add mcp_server acme-mcp", "add mcp_server github", "add mcp_server plain"],
            Read("""{"servers":[{"server":{"name":"io.github.acme/acme-mcp"}},{"name":"io.github.github/github"},{"name":"plain"},{"server":{"name":"io.x/acme-mcp"}},{"name":"a b"},{"server":{}},7]}""")
        );

    [Fact]
    public void Read_AMarketplace_IsALineAPluginAndARename() =>
        Assert.Equal(
            ["add plugin one@acme-market", "add plugin two@acme-market", "rename plugin zero@acme-market one@acme-market"],
            Read(Marketplace)
        );

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"servers":7}""")]
    [InlineData("""{"plugins":[]}""")]
    public void Read_AnythingElse_IsRefused(string text) => Assert.Throws<FormatException>(() => Read(text));

    [Fact]
    public void Missing_WhatIsListedOrAdded_IsLeftOut()
    {
        Assert.Equal(["add mcp_server acme-mcp"], NamesImport.Missing(["add mcp_server acme-mcp", "add mcp_server github"], ""));
        Assert.Equal(["add plugin two@acme-market"], NamesImport.Missing(Read(Marketplace), "add plugin one@acme-market"));
        Assert.Equal(
            ["add plugin two@acme-market", "rename plugin zero@acme-market one@acme-market"],
            NamesImport.Missing(Read(Marketplace), "add plugin one@acme-market\nadd plugin zero@acme-market")
        );
    }

    [Fact]
    public void Missing_WhatIsBlocked_StaysSo() =>
        Assert.Empty(NamesImport.Missing(["add mcp_server acme-mcp"], "block mcp_server acme-mcp"));

    [Fact]
    public void Read_RenamesOneAfterTheOther_LeadToTheLastName() =>
        Assert.Equal(
            ["rename plugin a@m c@m", "rename plugin b@m c@m"],
            Read("""{"name":"m","plugins":[],"renames":{"a":"b","b":"c","x":"y","y":"x"}}""")
        );

    [Fact]
    public void Read_ATextThatIsNoUnicode_IsLeftOut() => Assert.Empty(Read("""{"servers":[{"name":"\ud800"}]}"""));

    private static IReadOnlyList<string> Read(string text) => RegistrySnapshot.Read(Encoding.UTF8.GetBytes(text));
}

using System.Text.Json.Nodes;
using ToolTime.Api.Tests.Mcp;

namespace ToolTime.Api.Tests.Search;

/// <summary>Finding names by part of the name, on a server on which some are published.</summary>
public sealed class SearchTests(CommunityFixture community) : IClassFixture<CommunityFixture>
{
    [Theory]
    [InlineData("bash", "Bash")]
    [InlineData("BASH", "Bash")]
    [InlineData("evil/", "@evil/x")]
    [InlineData(" TOOL099W ", null)]
    public async Task Find_APartInEitherCase_FindsTheName(string text, string? first)
    {
        var found = await FindAsync(text);

        var name = found["names"]![0]!;
        Assert.Equal(first ?? CommunityFixture.LongTools[99], name["name"]!.GetValue<string>());
        Assert.Equal(2, name["unique_submitters"]!.GetValue<int>());
        Assert.Equal(200, (await community.Server.SendAsync("GET", name["href"]!.GetValue<string>())).Status);
    }

    [Fact]
    public async Task Find_NamesOfOneAndOfNone_HaveNoFigure()
    {
        foreach (var text in (string[])[CommunityFixture.Rare, "WebFetch"])
        {
            var name = (await FindAsync(text))["names"]![0]!;
            Assert.Equal(text, name["name"]!.GetValue<string>());
            Assert.Null(name["unique_submitters"]);
            Assert.Null(name["adoption"]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(CommunityFixture.Blocked)]
    [InlineData("nobody-lists-it")]
    public async Task Find_NothingThatIsListed_FindsNone(string text) => Assert.Equal(0, (await FindAsync(text))["total"]!.GetValue<int>());

    [Fact]
    public async Task Find_Many_AreCountedAndAHundredAreNamed()
    {
        var found = await FindAsync("a");

        Assert.Equal(100, found["names"]!.AsArray().Count);
        Assert.InRange(found["total"]!.GetValue<int>(), 1_000, 100_000);
    }

    [Fact]
    public async Task Find_TooLongAText_IsRefused()
    {
        foreach (var path in (string[])["/v1/api/names", "/search"])
        {
            Assert.Equal(200, (await community.Server.SendAsync("GET", $"{path}?q={new string('a', 100)}")).Status);
            Assert.Equal(400, (await community.Server.SendAsync("GET", $"{path}?q={new string('a', 101)}")).Status);
        }
    }

    private async Task<JsonNode> FindAsync(string text) => await community.Server.GetJsonAsync($"/v1/api/names?q={Uri.EscapeDataString(text)}");
}

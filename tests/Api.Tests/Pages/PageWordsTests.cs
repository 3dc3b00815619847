using ToolTime.Api.Pages;
using ToolTime.TestServer;
using ToolTime.Usage;

namespace ToolTime.Api.Tests.Pages;

/// <summary>What pages say of an empty server, and what their totals count.</summary>
public sealed class PageWordsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/compare", "Nothing is published yet, so there is nothing to compare with.", "0 submitters")]
    [InlineData("/mcp_server/git", "shares anonymous counts of the tools, skills, MCP servers, plugins and models", "nothing else")]
    public async Task Page_OfAnEmptyServer_SaysWhatIsTrue(string path, string text, string untrue)
    {
        await using var server = await InProcessServer.StartAsync(Monday, RunningServer.ExactLimits(10));
        var page = (await server.SendAsync("GET", path)).Text;
        Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain(untrue, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_WithABucketAndParts_CountNeither()
    {
        StatsRow[] rows =
        [
            .. Enumerable.Range(0, 10).Select(at => Row($"s{at}")),
            Row("t") with { IsPart = true },
            Row("others") with { IsBucket = true },
        ];
        var table = new StatsTable(Dimension.McpServer, "MCP servers", "", [], rows);
        Assert.Equal((10, true), (table.Names, table.IsLong));
    }

    private static StatsRow Row(string name) => new(name, Href: null, IsBucket: false, IsPart: false, Clients: null, Cells: []);
}

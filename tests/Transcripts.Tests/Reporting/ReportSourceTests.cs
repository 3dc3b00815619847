using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Transcripts.Tests.Reporting;

/// <summary>What filters match, and on which day.</summary>
public sealed class ReportSourceTests
{
    [Theory]
    [InlineData("UTC", "2026-11-10")]
    [InlineData("Asia/Tokyo", "2026-11-11")]
    [InlineData("America/Los_Angeles", "2026-11-10")]
    [InlineData("Asia/Kathmandu", "2026-11-11")]
    public void Usage_OfAnEvening_IsOfTheZonesDay(string zone, string day)
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1", at: "2026-11-10T18:20:00.000Z"));
        Assert.Equal([day], Days(test, new ReportFilter(TimeZoneInfo.FindSystemTimeZoneById(zone))));
    }

    [Fact]
    public void Usage_FirstAndLastDay_AreBothIn()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Enumerable.Range(1, 9).Select(day => Lines.Response($"{day}", at: $"2026-11-0{day}T10:00:00.000Z")));
        Assert.Equal(
            ["2026-11-03", "2026-11-04", "2026-11-05"],
            Days(test, new ReportFilter(TimeZoneInfo.Utc, new(2026, 11, 3), new(2026, 11, 5)))
        );
        Assert.Equal(["2026-11-08", "2026-11-09"], Days(test, new ReportFilter(TimeZoneInfo.Utc, Since: new(2026, 11, 8))));
        Assert.Empty(Days(test, new ReportFilter(TimeZoneInfo.Utc, Since: new(2027, 1, 1))));
    }

    [Fact]
    public void Usage_DaysOfOneZoneInTwoMonths_AreAllIn()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1", at: "2026-10-31T23:30:00.000Z"), Lines.Response("2", at: "2026-11-01T00:30:00.000Z"));
        var tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
        Assert.Equal(2, UsageBreakdown.Total(Source(test, new ReportFilter(tokyo, new(2026, 11, 1), new(2026, 11, 1)))).Responses);
    }

    [Fact]
    public void Usage_ProjectByAPathWithALink_IsTheFolderThatItLeadsTo()
    {
        using var test = new TranscriptHome();
        Directory.CreateDirectory(test.In("real/shop"));
        Directory.CreateSymbolicLink(test.In("link"), test.In("real"));
        test.Write("a.jsonl", Lines.Response("1", cwd: test.In("real/shop")));
        Assert.Equal(1, UsageBreakdown.Total(Source(test, new ReportFilter(TimeZoneInfo.Utc, Project: test.In("link/shop")))).Responses);
    }

    [Fact]
    public void Usage_Project_IsFoundByNameAndByPath()
    {
        using var test = new TranscriptHome();
        test.Write("a.jsonl", Lines.Response("1", cwd: "/home/dev/shop"));
        test.Write("b.jsonl", Lines.Response("2", cwd: "/srv/shop"));
        test.Write("c.jsonl", Lines.Response("3", cwd: "/srv/blog"));
        Assert.Equal(2, Responses("shop"));
        Assert.Equal(2, Responses("SHOP"));
        Assert.Equal(1, Responses("/srv/shop"));
        Assert.Equal(1, Responses("/srv/shop/"));
        Assert.Equal(0, Responses("/srv"));

        int Responses(string project) => UsageBreakdown.Total(Source(test, new ReportFilter(TimeZoneInfo.Utc, Project: project))).Responses;
    }

    [Fact]
    public void Weekly_TurnOfTheYear_IsTheIsoWeek()
    {
        using var test = new TranscriptHome();
        test.Write(
            "s.jsonl",
            Lines.Response("1", at: "2026-12-31T10:00:00.000Z"),
            Lines.Response("2", at: "2027-01-03T10:00:00.000Z"),
            Lines.Response("3", at: "2027-01-04T10:00:00.000Z")
        );
        var source = Source(test, new ReportFilter(TimeZoneInfo.Utc));
        Assert.Equal([("2026-W53", 2), ("2027-W01", 1)], UsageBreakdown.Weekly(source).Select(row => (row.Period!, row.Responses)));
        Assert.Equal([("2026-12", 1), ("2027-01", 2)], UsageBreakdown.Monthly(source).Select(row => (row.Period!, row.Responses)));
    }

    [Fact]
    public void Total_ModelWithoutAPrice_IsReportedApart()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1", model: "made-up"));
        var none = UsageBreakdown.Total(Source(test, new ReportFilter(TimeZoneInfo.Utc)));
        Assert.Null(none.CostUsd);
        test.Write("t.jsonl", Lines.Response("2"));
        var some = UsageBreakdown.Total(Source(test, new ReportFilter(TimeZoneInfo.Utc)));
        Assert.Equal(0.000175m, some.CostUsd);
        Assert.Equal(["made-up"], some.UnpricedModels);
    }

    [Fact]
    public void Total_SearchesOfAModelWithoutAPrice_GiveItNone()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Searching("1", "made-up"));
        var total = UsageBreakdown.Total(Source(test, new ReportFilter(TimeZoneInfo.Utc)));
        Assert.Equal((null, 1L), (total.CostUsd, total.WebSearches));
        Assert.Equal(["made-up"], total.UnpricedModels);
    }

    [Fact]
    public void Cost_OfOneResponse_IsThatOfItsSum()
    {
        using var test = new TranscriptHome();
        const string own =
            """{"type":"cost-state","modelUsage":{"claude-next-1":{"inputTokens":10,"outputTokens":5,"costUSD":0.1}}}""";
        test.Write("a.jsonl", Searching("1", "claude-opus-4-6"));
        test.Write("b.jsonl", Searching("2", "claude-next-1"), own);
        test.Write("c.jsonl", Searching("3", "made-up"));
        test.Read();
        var store = new IndexStore(test.Home);
        var index = new UsageIndex(store, store.Catalog());
        var prices = new UsagePrices(index, PriceBook.Listed, TimeZoneInfo.Utc);
        var rows = index.Responses(0).Select(row => (index.Names[row.Model], prices.Cost(row))).Order().ToList();
        Assert.Equal([("claude-next-1", 0.1m), ("claude-opus-4-6", 0.010175m), ("made-up", null)], rows);
        var cells = new ReportSource(index, new ReportFilter(TimeZoneInfo.Utc)).Usage();
        Assert.Equal(rows, cells.Select(use => (use.Model, use.Cost)).Order());
    }

    [Fact]
    public void Total_NoResultSeen_IsNotMeasured()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1", content: Lines.Call("t1", "mcp__lab__ping")));
        var source = Source(test, new ReportFilter(TimeZoneInfo.Utc));
        Assert.Equal(
            (1L, 0L, null, null),
            (
                UsageBreakdown.Total(source).Calls,
                UsageBreakdown.Total(source).ObservedCalls,
                UsageBreakdown.Total(source).Errors,
                UsageBreakdown.Total(source).Rejections
            )
        );
        var server = Assert.Single(new NameReport(source, CallGrouping.McpServer).Rows());
        Assert.Equal(("lab", 1L, null, null, 1), (server.Name, server.Calls, server.Errors, server.ErrorRate, server.Tools));
    }

    private static string Searching(string id, string model) =>
        Lines
            .Response(id, model: model)
            .Replace("\"usage\":{", "\"usage\":{\"server_tool_use\":{\"web_search_requests\":1},", StringComparison.Ordinal);

    private static IEnumerable<string> Days(TranscriptHome test, ReportFilter filter) =>
        UsageBreakdown.Daily(Source(test, filter)).Select(row => row.Period!);

    private static ReportSource Source(TranscriptHome test, ReportFilter filter)
    {
        test.Read();
        var store = new IndexStore(test.Home);
        return new ReportSource(new UsageIndex(store, store.Catalog()), filter);
    }
}

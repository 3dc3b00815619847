using System.Text.Json;
using System.Text.Json.Nodes;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Mcp;

namespace ToolTime.Uploader.Tests.Mcp;

public sealed class ComparerTests
{
    [Theory]
    [InlineData(100, 0.21, 0.1, true)]
    [InlineData(100, 0.2, 0.1, false)]
    [InlineData(5, 0.6, 0.1, true)]
    [InlineData(4, 0.75, 0.1, false)]
    [InlineData(100, 0.02, 0.0, true)]
    [InlineData(100, 0.01, 0.0, false)]
    [InlineData(100, 0.0, 0.0, false)]
    [InlineData(100, 0.9, null, false)]
    [InlineData(0, null, 0.1, false)]
    public void IsFlagged_RateBesideTheMedian_OverTwiceIs(long observed, double? rate, double? median, bool isFlagged) =>
        Assert.Equal(isFlagged, Comparer.IsFlagged(observed, rate, median));

    [Theory]
    [InlineData("mcp__GitHub__create_issue", "mcp__github__*", false)]
    [InlineData("custom", "custom", false)]
    [InlineData("Bash", "Bash", true)]
    [InlineData("private_tool", "private_tool", true)]
    public void Compare_NamesOfThisMachine_MeetThePublishedOnes(string mine, string published, bool meets)
    {
        var isBucket = !meets ? "\"custom\":true," : "";
        var stats = JsonNode.Parse($$"""{"tools":[{"tool_name":"{{published}}",{{isBucket}}"error_rate_median":0.01}]}""")!.AsObject();
        var compared = Assert.Single(Comparer.Compare(Usage(Row(mine, calls: 10, errors: 5)), stats, unavailable: null).Tools);
        Assert.Equal((meets, meets), (compared.Community is not null, compared.Flagged));
    }

    // The community's median only covers observed calls.
    [Fact]
    public void Compare_CallsThatNeverRan_AreNoPartOfTheRate()
    {
        var stats = JsonNode.Parse("""{"tools":[{"tool_name":"Bash","error_rate_median":0.15}]}""")!.AsObject();
        var row = Row("Bash", calls: 10, errors: 4) with { NotRun = 10, ErrorRate = 0.2 };
        var compared = Assert.Single(Comparer.Compare(Usage(row), stats, unavailable: null).Tools);
        Assert.Equal((0.4, true), (compared.ErrorRate, compared.Flagged));
    }

    [Fact]
    public void Compare_FlaggedOnes_ComeFirst()
    {
        var stats = JsonNode
            .Parse("""{"tools":[{"tool_name":"Read","error_rate_median":0.1},{"tool_name":"Bash","error_rate_median":0.1}]}""")!
            .AsObject();
        var comparison = Comparer.Compare(Usage(Row("Bash", 100, 10), Row("Other", 50, 50), Row("Read", 10, 9)), stats, unavailable: null);
        Assert.Equal(["Read", "Bash", "Other"], comparison.Tools.Select(tool => tool.Name));
        Assert.Equal(["Read"], comparison.Flagged);
    }

    [Fact]
    public void Cut_MoreThanAnAnswerHolds_SaysHowMuchIsLeftOut()
    {
        var comparison = Comparer.Compare(
            Usage([.. Enumerable.Range(0, 300).Select(number => Row($"{number}", 1, 0))]),
            stats: null,
            "away"
        );
        var json = RowLimit.Fit(
            rows => JsonSerializer.Serialize(comparison.Cut(rows), ClientJson.Default.Comparison),
            hasStructuredContent: true
        );
        var cut = JsonNode.Parse(json)!;
        Assert.Equal(300, cut["tools"]!.AsArray().Count + (int)cut["rows_left_out"]!);
        Assert.InRange(json.Length + JsonEncodedText.Encode(json).EncodedUtf8Bytes.Length, 10_000, 29_000);
    }

    private static NameRow Row(string name, long calls, long errors) =>
        new()
        {
            NotRun = 0,
            Name = name,
            Calls = calls,
            ObservedCalls = calls,
            Errors = errors,
            Rejections = 0,
            ErrorRate = (double)errors / calls,
            Sessions = 1,
            LastUsed = null,
        };

    private static LocalUsage Usage(params NameRow[] tools) =>
        new()
        {
            Since = new(2026, 11, 15),
            Until = new(2026, 11, 21),
            Timezone = "UTC",
            Totals = UsageRow.From(new UsageTally()),
            Models = [],
            Tools = tools,
            Skills = [],
            McpServers = [],
            RowsLeftOut = 0,
        };
}

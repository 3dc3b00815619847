using System.Text;
using ToolTime.Grains.Publication;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

public sealed class PublicationBuilderTests
{
    private static readonly DateTimeOffset Thursday = new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero);

    [Fact]
    public void Of_AWeek_IsThisDocument()
    {
        var crowd = new Crowd().With(12, Given.Tool("Bash", 20), Given.Of(Dimension.Plugin, "", 0));
        const string Expected =
            """
            {"window":{"name":"week","from":"2026-11-16","to":"2026-11-22","published_at":"2026-11-26T00:15:00+00:00","minimum_submitters":10,"minimum_for_values":50,"minimum_for_deciles":100,"largest_margin":0,"submitter_step":1,"sum_digits":15,"call_digits":15,"rate_digits":4,"simulated":true},
            "overview":{"total_submissions":null,"unique_submitters":12,"earliest":"2026-11-16","latest":"2026-11-22"},
            "tools":[{"tool_name":"Bash","unique_submitters":12,"adoption":1,"total_calls":null,"total_errors":null,"total_rejections":null,"observed_calls":null,
            "error_rate":null,"error_rate_median":null,"rejection_rate":null,"avg_calls_per_submitter":null,"calls_median":null,"calls_p25":null,"calls_p75":null,"calls_p10":null,"calls_p90":null}],
            "models":[],"clients":[{"client":"claude-code","count":12,"percentage":100}],
            "dimensions":{"skills":[],"mcp_servers":[],"plugins":[{"plugin_name":"custom","custom":true,"install_count":12}]},"habits":{"edit_without_read_median":null}}
            """;

        var publication = Builder(simulated: true).Week(Given.Week, crowd.Cells(), Thursday);

        Assert.Equal(Expected.ReplaceLineEndings(""), Encoding.UTF8.GetString(publication.Body.AsSpan()));
        Assert.Equal((Given.Week, Thursday, PublicationBuilder.ETagOf(publication.Body)), (publication.Week, publication.PublishedAt, publication.ETag));
    }

    [Fact]
    public void Of_SubmittersInAnyOrder_HasTheSameBytes()
    {
        UsageCount[] Counts(int number) =>
        [
            Given.Tool("", number), Given.Tool("custom", number), Given.Tool($"tool-{number % 3}", number, number, errors: number / 2, rejections: number / 3),
            Given.Of(Dimension.Skill, "", 1), Given.Of(Dimension.Skill, "custom", 1),
            Given.Of(Dimension.Plugin, "", 0), Given.Of(Dimension.Plugin, "custom", 0),
            Given.Of(Dimension.Model, "", 1), Given.Of(Dimension.Model, "custom", 1),
            Given.Of(Dimension.McpServer, "", 1), Given.Of(Dimension.McpServer, "custom", 1),
        ];
        var crowd = new Crowd().With(160, Counts).With(60, number => [.. Counts(number).Reverse()], AgentClient.Codex, edits: 2);
        var random = new Random(7);
        var bodies = Enumerable.Range(0, 50).Select(_ =>
            Convert.ToHexString(Builder().Week(Given.Week, Crowd.Tell(crowd.ShuffledTally(random)), Thursday).Body.AsSpan()));
        Assert.Single(bodies.Distinct());
    }

    [Fact]
    public void Of_TheBucketSeenBeforeTheNameSpeltSo_HasTheSameBytesAsAfter()
    {
        byte[] BodyOf(params string[] names)
        {
            var crowd = names.Aggregate(new Crowd(), (crowd, name) => crowd.With(10, Given.Tool(name, 1)));
            return [.. Builder().Week(Given.Week, crowd.Cells(), Thursday).Body];
        }

        Assert.Equal(BodyOf("", "custom"), BodyOf("custom", ""));
    }

    [Fact]
    public void Of_TheSameTallyTwice_HasTheSameBytes()
    {
        var tally = new Crowd().With(120, number => [Given.Tool("Bash", 1_000 - number)]).Tally();
        Assert.Equal(
            Builder().Week(Given.Week, Crowd.Tell(tally), Thursday).Body.AsSpan(),
            Builder().Week(Given.Week, Crowd.Tell(tally), Thursday).Body.AsSpan());
    }

    [Fact]
    public void Nothing_BeforeAnythingIsPublished_IsThisDocument()
    {
        const string Expected =
            """
            {"window":{"name":"week","from":null,"to":null,"published_at":null,"minimum_submitters":10,"minimum_for_values":50,"minimum_for_deciles":100,"largest_margin":0,"submitter_step":1,"sum_digits":15,"call_digits":15,"rate_digits":4,"simulated":false},
            "overview":{"total_submissions":null,"unique_submitters":null,"earliest":null,"latest":null},
            "tools":[],"models":[],"clients":[],"dimensions":{"skills":[],"mcp_servers":[],"plugins":[]},"habits":{"edit_without_read_median":null}}
            """;
        Assert.Equal(Expected.ReplaceLineEndings(""), Encoding.UTF8.GetString(Builder().Nothing(StatsQuery.NewestWeek).AsSpan()));
    }

    [Fact]
    public void ETagOf_ABody_IsTheFirstHalfOfItsHash() =>
        Assert.Equal("\"e3b0c44298fc1c149afbf4c8996fb924\"", PublicationBuilder.ETagOf([]));

    private static PublicationBuilder Builder(bool simulated = false) => new(Crowd.Limits, Given.Names, simulated);
}

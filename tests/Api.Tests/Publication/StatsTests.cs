namespace ToolTime.Api.Tests.Publication;

/// <summary>The stats before anything is published.</summary>
public sealed class StatsTests(ServerFixture fixture)
{
    private const string CacheControl = "public, max-age=300, stale-while-revalidate=300";

    private const string Nothing =
        """
        {"window":{"name":"7d","from":null,"to":null,"submitters":null,"reports":null,"published_at":null,"minimum_submitters":10,"rules_version":2,"simulated":true},
        "overview":{"total_submissions":null,"unique_submitters":null,"earliest":null,"latest":null},"tools":[],"models":[],"clients":[],
        "dimensions":{"skills":[],"mcp_servers":[],"plugins":[]},"habits":{"edit_without_read_median":null},"any":{"mcp_server":null,"skill":null,"plugin":null,"unlisted":null}}
        """;

    [Theory]
    [InlineData("")]
    [InlineData("?window=7d")]
    [InlineData("?client=")]
    [InlineData("?window=7d&client=&unknown=1")]
    public async Task Stats_NothingPublished_AreEmpty(string query)
    {
        var stats = await fixture.Server.SendAsync("GET", Endpoints.Stats + query);
        Assert.Equal((200, Nothing.ReplaceLineEndings("")), (stats.Status, stats.Text));
        Assert.Equal("application/json; charset=utf-8", stats.Headers["Content-Type"]);
        Assert.Equal(CacheControl, stats.Headers["Cache-Control"]);
        Assert.Matches("^\"[0-9a-f]{32}\"\\z", stats.Headers["ETag"]);
    }

    [Theory]
    [InlineData("window=week", "week")]
    [InlineData("window=4w", "4w")]
    [InlineData("week=2026-W40", "week")]
    [InlineData("window=4w&week=2026-W40", "4w")]
    [InlineData("window=4w&week=2026-W40&client=codex", "4w")]
    public async Task Stats_AnyWindowBeforeItsFirstPublication_AreEmpty(string query, string window)
    {
        var stats = await fixture.Server.SendAsync("GET", $"{Endpoints.Stats}?{query}");
        Assert.Equal((200, Nothing.ReplaceLineEndings("").Replace("7d", window, StringComparison.Ordinal)), (stats.Status, stats.Text));
    }

    [Fact]
    public async Task Stats_AskedByHead_SendTheSameHeadersAndNoBody()
    {
        var get = await fixture.Server.SendAsync("GET", Endpoints.Stats);
        var head = await fixture.Server.SendAsync("HEAD", Endpoints.Stats);
        Assert.Equal((200, ""), (head.Status, head.Text));
        Assert.All(["ETag", "Content-Type", "Content-Length", "Cache-Control"], name =>
            Assert.Equal(get.Headers[name], head.Headers[name])
        );
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Stats_KnownTag_AreNotSentAgain(string method)
    {
        var tag = (await fixture.Server.SendAsync("GET", Endpoints.Stats)).Headers["ETag"];
        foreach (var known in new[] { tag, $"W/{tag}", $"\"other\", {tag}", "*" })
        {
            var stats = await fixture.Server.SendAsync(method, Endpoints.Stats, ("If-None-Match", known));
            Assert.Equal((304, "", tag), (stats.Status, stats.Text, stats.Headers["ETag"]));
            Assert.Equal(CacheControl, stats.Headers["Cache-Control"]);
        }
    }

    [Fact]
    public async Task Stats_OtherTag_AreSent() =>
        Assert.Equal(200, (await fixture.Server.SendAsync("GET", Endpoints.Stats, ("If-None-Match", "\"other\""))).Status);

    [Theory]
    [InlineData("month")]
    [InlineData("WEEK")]
    [InlineData("")]
    [InlineData("week,week")]
    [InlineData("2026-W47")]
    [InlineData("13w")]
    [InlineData("week&week=")]
    [InlineData("week&week=2026-W54")]
    [InlineData("week&week=2023-W52")]
    [InlineData("4w&week=2099-W01")]
    [InlineData("7d&week=2026-W46")]
    public async Task Stats_UnknownWindow_IsRefused(string window) =>
        (await fixture.Server.SendAsync("GET", $"{Endpoints.Stats}?window={window}")).AssertFaults(400, new Fault("", "window"));

    [Theory]
    [InlineData("emacs")]
    [InlineData("Codex")]
    [InlineData("codex,emacs")]
    [InlineData("codex,claude-code")]
    [InlineData(",")]
    [InlineData("%0A")]
    public async Task Stats_UnknownClient_IsRefused(string client) =>
        (await fixture.Server.SendAsync("GET", $"{Endpoints.Stats}?client={client}")).AssertFaults(400, new Fault("", "client"));
}

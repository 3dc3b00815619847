namespace ToolTime.Pages.Tests;

/// <summary>
/// Every kind of page in light, dark, narrow, wide and without scripts: axe finds nothing, nothing scrolls sideways, nothing is loaded from
/// elsewhere.
/// </summary>
public sealed class LookTests(Browser browser, DemoFixture demo, HostileFixture hostile, EmptyFixture empty)
{
    [Theory]
    [InlineData("/", "How coding agents use their tools")]
    [InlineData("/?window=4w", "4 weeks")]
    [InlineData("/?window=4w&client=codex", "submitters with codex")]
    [InlineData("/?window=week", "not final")]
    [InlineData("/?client=codex", "submitters with codex")]
    [InlineData("/?all=skill", "Skills that agents invoked")]
    [InlineData("/tool/Monitor", "fewer than 10 so far")]
    [InlineData("/tool/Bash", "Around it in rank")]
    [InlineData("/tool/LSP", "By week")]
    [InlineData("/skill/commit", "Markdown to copy")]
    [InlineData("/mcp_server/github", "published MCP servers by submitters")]
    [InlineData("/plugin/superpowers@claude-plugins-official", "Markdown to copy")]
    [InlineData("/model/gpt-5", "Markdown to copy")]
    [InlineData("/client/codex", "Markdown to copy")]
    [InlineData("/privacy", "Every field")]
    [InlineData("/compare", "You are")]
    [InlineData("/search", "Type part of the name")]
    [InlineData("/search?q=git", "names that begin with the text")]
    [InlineData("/search?q=%3Cb%3E", "No listed name contains")]
    [InlineData("/telemetry", "Adoption of versions")]
    [InlineData("/telemetry/cli?window=week", "Week by week")]
    [InlineData("/telemetry/cli?window=4w", "still running")]
    [InlineData("/telemetry/cli?window=day&period=2024-02-01", "Nothing is published for")]
    [InlineData("/telemetry/nobody-lists-it", "Nothing is published here")]
    [InlineData("/telemetry/cli?window=7d", "Invalid choice")]
    [InlineData("/tool/nobody-knows-it", "Nothing is published here")]
    [InlineData("/?window=year", "Invalid choice")]
    public Task Page_OfTheDemo_LooksFineEverywhere(string path, string text) => Looks.AssertFineAsync(browser, demo.Server, path, text);

    [Fact]
    public async Task WeekPage_OfEachPublishedWeek_IsLinkedAndAnswers()
    {
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync("/");
        var links = await page.Locator("section[aria-labelledby=weeks] table.weeks a")
            .EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.Equal(13, links.Length);
        foreach (var link in links)
        {
            using var answer = await demo.Server.GetAsync(link);
            Assert.Equal(200, (int)answer.StatusCode);
        }

        await Looks.AssertFineAsync(browser, demo.Server, links[5], "Tools");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?window=week")]
    [InlineData("/telemetry/cli?window=4w")]
    public Task Page_OfHostileNames_LooksFineEverywhere(string path) =>
        Looks.AssertFineAsync(browser, hostile.Server, path, HostileFixture.Names[0]);

    [Fact]
    public async Task NamePage_OfEachHostileName_IsReachedByItsLink()
    {
        var page = await browser.OpenAsync(hostile.Server);
        var links = new List<string[]>();
        foreach (var dimension in (string[])["tool", "skill", "mcp_server", "plugin", "model", "client"])
        {
            await page.GotoAsync($"/?all={dimension}");
            links.AddRange(
                await page.Locator($"section[aria-labelledby={dimension}] th[scope=row] a")
                    .EvaluateAllAsync<string[][]>("links => links.map(link => [link.href, link.textContent])")
            );
        }

        Assert.Equal((4 * HostileFixture.Names.Length) + HostileFixture.PluginNames.Length + 1, links.Count);
        foreach (var link in links)
        {
            await page.GotoAsync(link[0]);
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(link[1]);
        }

        await Looks.AssertFineAsync(browser, hostile.Server, links[0][0], "Around it in rank");
        await Looks.AssertFineAsync(browser, hostile.Server, $"/tool/{HostileFixture.Names[0]}", HostileFixture.Names[0]);
    }

    [Theory]
    [InlineData("/", "Nothing is published yet")]
    [InlineData("/?window=week", "The end of the week")]
    [InlineData("/privacy", "In short")]
    [InlineData("/openapi", "Every read-only endpoint")]
    public Task Page_OfAnEmptyServer_SaysWhatIsMissing(string path, string text) =>
        Looks.AssertFineAsync(browser, empty.Server, path, text);
}

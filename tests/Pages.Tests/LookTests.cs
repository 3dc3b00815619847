namespace ToolTime.Pages.Tests;

/// <summary>Every kind of page in light, dark, narrow, wide and without scripts: axe finds nothing, nothing scrolls sideways, nothing comes from elsewhere.</summary>
public sealed class LookTests(Browser browser, DemoWorld demo, HostileWorld hostile, EmptyWorld empty)
{
    [Theory]
    [InlineData("/", "How coding agents use their tools")]
    [InlineData("/?window=4w", "4 weeks")]
    [InlineData("/?window=13w&client=codex&client=claude-code", "Added up from")]
    [InlineData("/?window=7d", "7 days")]
    [InlineData("/?client=codex", "One client alone")]
    [InlineData("/tool/Bash", "Among its like")]
    [InlineData("/tool/LSP", "Over the published weeks")]
    [InlineData("/skill/commit", "A badge")]
    [InlineData("/mcp_server/github", "published MCP servers by submitters")]
    [InlineData("/plugin/superpowers@claude-plugins-official", "A badge")]
    [InlineData("/model/gpt-5", "A badge")]
    [InlineData("/client/codex", "A badge")]
    [InlineData("/privacy", "Every field")]
    [InlineData("/tool/nobody-knows-it", "Nothing is published here")]
    [InlineData("/?window=year", "There is no such choice")]
    public Task Page_OfTheDemo_LooksFineEverywhere(string path, string text) => Looks.AssertFineAsync(browser, demo.Server, path, text);

    [Fact]
    public async Task WeekPage_OfEachPublishedWeek_IsLinkedAndAnswers()
    {
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync("/");
        var links = await page.Locator("table.weeks a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
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
    [InlineData("/?window=13w")]
    public Task Page_OfHostileNames_LooksFineEverywhere(string path) => Looks.AssertFineAsync(browser, hostile.Server, path, HostileWorld.Names[0]);

    [Fact]
    public async Task NamePage_OfEachHostileName_IsReachedByItsLink()
    {
        var page = await browser.OpenAsync(hostile.Server);
        await page.GotoAsync("/");
        var links = await page.Locator("table.ranked th[scope=row] a").EvaluateAllAsync<string[][]>("links => links.map(link => [link.href, link.textContent])");
        Assert.Equal((4 * HostileWorld.Names.Length) + HostileWorld.PluginNames.Length + 1, links.Length);
        foreach (var link in links)
        {
            await page.GotoAsync(link[0]);
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(link[1]);
        }

        await Looks.AssertFineAsync(browser, hostile.Server, links[0][0], "Among its like");
        await Looks.AssertFineAsync(browser, hostile.Server, $"/tool/{HostileWorld.Names[0]}", HostileWorld.Names[0]);
    }

    [Theory]
    [InlineData("/", "No week is published yet")]
    [InlineData("/?window=7d", "Nothing is published of these seven days")]
    [InlineData("/privacy", "In short")]
    [InlineData("/openapi", "Every door that only reads")]
    public Task Page_OfAnEmptyServer_SaysWhatIsMissing(string path, string text) => Looks.AssertFineAsync(browser, empty.Server, path, text);
}

namespace ToolTime.Pages.Tests;

/// <summary>The compare page: what is typed or chosen there is sent nowhere.</summary>
public sealed class CompareTests(Browser browser, DemoFixture demo)
{
    [Fact]
    public async Task Compare_NumbersThatAreTyped_HaveTheirPlace()
    {
        var page = await OpenAsync();
        var bash = page.Locator("tr[data-name=Bash]");

        await bash.Locator(".calls").FillAsync("1000000");
        await Assertions.Expect(bash.Locator("output")).ToHaveTextAsync("in the highest tenth");
        await bash.Locator(".failed").FillAsync("1000000");
        await Assertions.Expect(bash.Locator("output")).ToHaveTextAsync("in the highest tenth; errors 100%, in the highest quarter");
        await bash.Locator(".calls").FillAsync("0");
        await Assertions.Expect(bash.Locator("output")).ToHaveTextAsync("in the lowest tenth");
        await bash.Locator(".calls").FillAsync("");
        await Assertions.Expect(bash.Locator("output")).ToHaveTextAsync("");
    }

    [Fact]
    public async Task Compare_EachPlace_FollowsTheFigures()
    {
        var page = await OpenAsync();
        var places = await page.EvaluateAsync<string[]>(
            "() => [1, 2, 3, 4, 5, 6, 7, 8, 9].map(value => place(value, [2, 4, 5, 6, 8]))"
        );

        Assert.Equal(
            [
                "in the lowest tenth", "in the lowest quarter", "in the lowest quarter", "below the median", "at the median",
                "above the median", "in the highest quarter", "in the highest quarter", "in the highest tenth",
            ],
            places
        );
        Assert.Equal("above the median", await page.EvaluateAsync<string>("() => place(6, [null, null, 5, null, null])"));
    }

    [Fact]
    public async Task Compare_AFile_FillsTheRowsAndAsksForNothing()
    {
        var page = await OpenAsync();
        var requests = new List<string>();
        page.Request += (_, request) =>
        {
            // The browser requests the page's icon at some later time.
            if (!request.Url.Contains("/assets/icon.", StringComparison.Ordinal))
            {
                requests.Add(request.Url);
            }
        };

        await ChooseAsync(page, """{"rows":[{"name":"Bash","calls":12,"observed_calls":8,"errors":2},{"name":"mine","calls":1},{"name":"Read","calls":"x"}]}""");
        await Assertions.Expect(page.Locator("#said")).ToHaveTextAsync("1 of 3 names are in this table.");
        await Assertions.Expect(page.Locator("tr[data-name=Bash] output")).ToContainTextAsync("errors 25%");

        await ChooseAsync(page, """{"rows":[{"name":"Bash","calls":12,"observed_calls":4,"errors":2}]}""");
        await Assertions.Expect(page.Locator("tr[data-name=Bash] output")).ToContainTextAsync("errors 50%, too few calls to compare");
        await ChooseAsync(page, "[1,2");
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("This is not a file");
        Assert.Empty(requests);
        Assert.Equal("refused", await page.EvaluateAsync<string>("() => fetch('/v1/api/stats').then(() => 'sent', () => 'refused')"));
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync("/compare");
        return page;
    }

    private static Task ChooseAsync(IPage page, string text) =>
        page.SetInputFilesAsync("#file", new FilePayload { Name = "tools.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
}

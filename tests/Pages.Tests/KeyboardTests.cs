using System.Text.RegularExpressions;

namespace ToolTime.Pages.Tests;

/// <summary>The keyboard alone suffices.</summary>
public sealed class KeyboardTests(Browser browser, DemoFixture demo)
{
    [Fact]
    public async Task Home_ByTabAndEnter_ShowsOneClient()
    {
        var page = await browser.OpenAsync(demo.Server, scripts: false);
        await page.GotoAsync("/?window=4w");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("a.skip")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("a.skip")).ToBeInViewportAsync();

        var codex = page.Locator("nav.clients a", new() { HasText = "codex" });
        await TabToAsync(page, codex);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/\?window=4w&client=codex$"), new() { Timeout = 30_000 });
        await Assertions.Expect(codex).ToHaveAttributeAsync("aria-current", "page");
    }

    [Fact]
    public async Task NamePage_ByTab_ReachesEachLinkAndShowsWhereItIs()
    {
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync("/tool/Bash");
        var links = await page.Locator("a").CountAsync();
        for (var link = 0; link < links; link++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string[]>(
                "() => [document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle, [...document.querySelectorAll('a')].indexOf(document.activeElement).toString()]"
            );
            Assert.Equal(["A", "solid", $"{link}"], focused);
        }
    }

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        for (var step = 0; step < 30 && !await target.EvaluateAsync<bool>("element => element === document.activeElement"); step++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Assertions.Expect(target).ToBeFocusedAsync();
    }
}

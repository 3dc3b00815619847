using System.Text.RegularExpressions;

namespace ToolTime.Pages.Tests;

/// <summary>Everything can be done with the keyboard alone.</summary>
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
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/\?window=4w&client=codex$"));
        await Assertions.Expect(codex).ToHaveAttributeAsync("aria-current", "page");
    }

    [Fact]
    public async Task Search_ByTheKeyboard_FindsAName()
    {
        var page = await browser.OpenAsync(demo.Server, scripts: false);
        await page.GotoAsync("/");
        await TabToAsync(page, page.GetByRole(AriaRole.Searchbox));
        await page.Keyboard.TypeAsync("github");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/search\?q=github$"));
        await Assertions.Expect(page.Locator("tbody th a").First).ToHaveTextAsync("github");
    }

    [Fact]
    public async Task NamePage_ByTab_ReachesEachControlAndShowsWhereItIs()
    {
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync("/tool/Bash");
        var controls = await page.Locator("a, input, button").CountAsync();
        for (var control = 0; control < controls; control++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string[]>(
                "() => [getComputedStyle(document.activeElement).outlineStyle, [...document.querySelectorAll('a, input, button')].indexOf(document.activeElement).toString()]"
            );
            Assert.Equal(["solid", $"{control}"], focused);
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

using System.Text.RegularExpressions;

namespace ToolTime.Pages.Tests;

/// <summary>The operators' pages: how they look, and that they work without scripts, from login to logout.</summary>
public sealed class OperatorTests(Browser browser, HostileFixture hostile)
{
    [Theory]
    [InlineData("/operator/login", "The operators’ token")]
    [InlineData("/operator", "Maintenance")]
    [InlineData("/operator/submissions", "Received")]
    [InlineData("/operator/telemetry", "Today")]
    [InlineData("/operator/limits", "In force")]
    [InlineData("/operator/publications", "A cell is a name")]
    [InlineData("/operator/totals", "Live totals")]
    public async Task Page_OfOperators_LooksFineEverywhere(string path, string text) =>
        await Looks.AssertFineAsync(browser, hostile.Server, path, text, await LogInAsync());

    [Fact]
    public async Task Pages_WithoutScripts_TakeAnOperatorFromTheLoginToQuarantineAndOut()
    {
        var page = await browser.OpenAloneAsync(hostile.Server, scripts: false);
        await page.GotoAsync("/operator");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/operator/login$"));
        await page.Locator("#token").FillAsync("not the token at all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Assertions.Expect(page.Locator(".fault")).ToHaveTextAsync("The token is wrong.");
        await page.Locator("#token").FillAsync(RunningServer.AdminToken);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Server");
        await Assertions.Expect(page.Locator("#storage")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Submissions" }).ClickAsync();
        var receipt = await page.Locator("table.ranked code").First.TextContentAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Quarantine {receipt}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Release {receipt}" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Quarantine {receipt}" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/operator/login$"));
        await page.GotoAsync("/operator/limits");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/operator/login$"));
    }

    /// <summary>Run by hand, to renew the pictures in the docs.</summary>
    [Fact(Explicit = true)]
    public async Task Pictures_OfTheDocs_AreTaken()
    {
        foreach (
            var (name, path, scheme, width) in ((string, string, ColorScheme, int)[])
                [
                    ("operator", "/operator?refresh=off", ColorScheme.Light, 1280),
                    ("operator-narrow", "/operator?refresh=off", ColorScheme.Dark, 400),
                ]
        )
        {
            var page = await browser.OpenAloneAsync(hostile.Server);
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.Context.AddCookiesAsync([await LogInAsync()]);
            await page.GotoAsync(path);
            await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, $"{name}.png") });
        }
    }

    private async Task<Cookie> LogInAsync()
    {
        var page = await browser.OpenAloneAsync(hostile.Server, scripts: false);
        await page.GotoAsync("/operator/login");
        await page.Locator("#token").FillAsync(RunningServer.AdminToken);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Server");
        var cookie = (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "tooltime-operator");
        return new() { Name = cookie.Name, Value = cookie.Value, Url = new Uri(hostile.Server.Client.BaseAddress!, "/").ToString() };
    }
}

using Deque.AxeCore.Commons;

namespace ToolTime.Pages.Tests;

/// <summary>Opens a page in light, dark, narrow and wide, and without scripts, and reports what is wrong.</summary>
internal static class Looks
{
    private static readonly object AllRules = new
    {
        type = "tag",
        values = new[] { "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice" },
    };

    /// <summary>What the scheme and the width may change.</summary>
    private static readonly object LookRules = new
    {
        type = "rule",
        values = new[] { "color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size" },
    };

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Runs axe in the page itself: the library's own way opens a second page each time, which takes seconds.</summary>
    private const string RunAxe = """
        async runOnly => {
            const found = await axe.run(document, { runOnly, resultTypes: ['violations'] });
            return found.violations.map(violation => `${violation.id}: ${violation.nodes[0].html}`);
        }
        """;

    /// <summary>Buttons, and the labels of figures in stacked tables, that are higher than one line.</summary>
    private const string FindBrokenWords = """
        () => [
            ...[...document.querySelectorAll('button')].map(button => [button.textContent, button, null]),
            ...[...document.querySelectorAll('td[data-label]')].map(cell => [cell.dataset.label, cell, '::before']),
        ].filter(([, element, part]) => {
            const style = getComputedStyle(element, part);
            const padding = part ? 0 : parseFloat(style.paddingTop) + parseFloat(style.paddingBottom) + 2 * parseFloat(style.borderTopWidth);
            const height = part ? parseFloat(style.height) : element.getBoundingClientRect().height - padding;
            return height > 1.5 * (parseFloat(style.lineHeight) || 1.2 * parseFloat(style.fontSize));
        }).map(([text]) => text)
        """;

    /// <summary>Colours depend on the scheme and layout on the width, so axe, which is slow, sees each of both once.</summary>
    private static readonly (ColorScheme Scheme, int Width, object? Rules)[] All =
    [
        (ColorScheme.Light, 1280, AllRules),
        (ColorScheme.Dark, 320, LookRules),
        (ColorScheme.Light, 320, null),
        (ColorScheme.Dark, 1280, null),
    ];

    /// <summary>Opens a path, with or without a cookie, and checks it in every look.</summary>
    public static async Task AssertFineAsync(Browser browser, ServerProcess server, string path, string text, Cookie? cookie = null)
    {
        List<string> faults = [];
        var page = await OpenAsync(browser, server, path, text, cookie, scripts: true, faults);
        await page.EvaluateAsync(Axe);
        foreach (var (scheme, width, rules) in All)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            await AssertNoSidewaysAsync(page, $"{scheme}, {width}", faults);
            if (rules is not null)
            {
                var found = await page.EvaluateAsync<string[]>(RunAxe, rules);
                faults.AddRange(found.Select(violation => $"{scheme}, {width}: {violation}"));
            }
        }

        await page.SetViewportSizeAsync(390, 900);
        var broken = await page.EvaluateAsync<string[]>(FindBrokenWords);
        faults.AddRange(broken.Distinct().Select(text => $"390: more than one line for {text}"));
        await page.CloseAsync();
        page = await OpenAsync(browser, server, path, text, cookie, scripts: false, faults);
        await AssertNoSidewaysAsync(page, "without scripts", faults);
        await page.CloseAsync();
        Assert.Empty(faults.Select(fault => $"{path}, {fault}"));
    }

    private static async Task<IPage> OpenAsync(
        Browser browser, ServerProcess server, string path, string text, Cookie? cookie, bool scripts, List<string> faults)
    {
        var page = cookie is null
            ? await browser.OpenAsync(server, scripts: scripts)
            : await browser.OpenAloneAsync(server, scripts);
        await page.Context.AddCookiesAsync(cookie is null ? [] : [cookie]);
        page.Console += (_, message) =>
            faults.AddRange(
                message.Type is "error" && !message.Text.Contains("responded with a status of 40", StringComparison.Ordinal)
                    ? [message.Text]
                    : []
            );
        page.Request += (_, request) =>
            faults.AddRange(new Uri(request.Url).Authority == server.Client.BaseAddress!.Authority ? [] : [$"asked {request.Url}"]);
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);
        return page;
    }

    private static async Task AssertNoSidewaysAsync(IPage page, string look, List<string> faults)
    {
        var sizes = await page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        faults.AddRange(sizes[0] > sizes[1] ? [$"{look}: {sizes[0]} wide in {sizes[1]}"] : []);
    }
}

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace ToolTime.Pages.Tests;

/// <summary>Looks at one page in light, dark, narrow and wide, and without scripts, and says what is wrong.</summary>
internal static class Looks
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    /// <summary>Colours hang on the scheme and places on the width, so axe, which is slow, sees each of both once.</summary>
    private static readonly (ColorScheme Scheme, int Width, bool Scripts, bool Axe)[] All =
    [
        (ColorScheme.Light, 1280, true, true),
        (ColorScheme.Dark, 320, true, true),
        (ColorScheme.Light, 320, true, false),
        (ColorScheme.Dark, 1280, true, false),
        (ColorScheme.Light, 768, false, false),
    ];

    /// <summary>Opens a path, with a cookie or without, and checks it in every look.</summary>
    public static async Task AssertFineAsync(Browser browser, ServerProcess server, string path, string text, Cookie? cookie = null)
    {
        List<string> all = [];
        foreach (var (scheme, width, scripts, axe) in All)
        {
            var page = await browser.OpenAsync(server, scheme, width, scripts);
            await page.Context.AddCookiesAsync(cookie is null ? [] : [cookie]);
            List<string> faults = [];
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
            var sizes = await page.EvaluateAsync<int[]>(
                "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
            );
            faults.AddRange(sizes[0] > sizes[1] ? [$"{sizes[0]} wide in {sizes[1]}"] : []);
            if (axe)
            {
                var found = await page.RunAxe(Rules);
                faults.AddRange(found.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
            }

            await page.Context.CloseAsync();
            all.AddRange(faults.Select(fault => $"{path}, {scheme}, {width}: {fault}"));
        }

        Assert.Empty(all);
    }
}

using System.Collections.Concurrent;

namespace ToolTime.Pages.Tests;

/// <summary>A browser for all tests of this assembly. If none is installed, the tests that need it are skipped.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>One per server, with scripts and without. Each profile has processes of its own, which are slow to start.</summary>
    private readonly ConcurrentDictionary<(string Url, bool Scripts), Task<IBrowserContext>> _profiles = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    /// <summary>A page without cookies.</summary>
    public async Task<IPage> OpenAsync(ServerProcess server, int width = 1280, bool scripts = true)
    {
        var url = server.Client.BaseAddress!.ToString();
        var profile = await _profiles.GetOrAdd((url, scripts), _ => CreateProfileAsync(url, scripts));
        var page = await profile.NewPageAsync();
        await page.SetViewportSizeAsync(width, 900);
        return page;
    }

    /// <summary>A page of a profile of its own, which may hold cookies.</summary>
    public async Task<IPage> OpenAloneAsync(ServerProcess server, bool scripts = true) =>
        await (await CreateProfileAsync(server.Client.BaseAddress!.ToString(), scripts)).NewPageAsync();

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private async Task<IBrowserContext> CreateProfileAsync(string url, bool scripts)
    {
        Assert.SkipWhen(_browser is null, "Chromium is not installed.");
        return await _browser.NewContextAsync(new()
        {
            BaseURL = url,
            ColorScheme = ColorScheme.Light,
            JavaScriptEnabled = scripts,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = 1280, Height = 900 },
        });
    }
}

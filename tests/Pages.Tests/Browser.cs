namespace ToolTime.Pages.Tests;

/// <summary>
/// Debian's chromium, driven by Playwright; nothing is downloaded. If it is not installed, the tests that need it are skipped.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Executable,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>A page with a fresh profile.</summary>
    public async Task<IPage> OpenAsync(ServerProcess server, ColorScheme scheme = ColorScheme.Light, int width = 1280, bool scripts = true)
    {
        Assert.SkipWhen(_browser is null, "Chromium is not installed.");
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = server.Client.BaseAddress!.ToString(),
            ColorScheme = scheme,
            JavaScriptEnabled = scripts,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

using System.Text.Json.Nodes;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Pages.Tests;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Tests.Web;

/// <summary>A browser, and a server with some data. If no browser is installed, the tests that need it are skipped.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    private readonly Folders _folders = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal Serving Serving { get; private set; } = null!;

    internal string Transcript => _folders.Transcript("s");

    internal ToolTimeHome Home => _folders.Home;

    internal Uri Address => new($"http://127.0.0.1:{Serving.Host.Port}/");

    public async ValueTask InitializeAsync()
    {
        Lines.Append(
            Transcript,
            Lines.Response("a", 1200, call: "t1"),
            Lines.Result("t1", isError: true),
            Lines.Response("b", 40_000, call: "t2"),
            Lines.Result("t2")
        );
        Directory.CreateDirectory(_folders.Home.Path);
        await File.WriteAllTextAsync(_folders.Home.Budgets, """[{"period":"day","usd":1},{"period":"month","project":"<b>shop</b>","usd":20}]""");
        Serving = await Serving.BeginAsync(_folders);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await Serving.DisposeAsync();
        _folders.Dispose();
    }

    /// <summary>A page in a fresh profile.</summary>
    internal async Task<IPage> OpenAsync(ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        Assert.SkipWhen(_browser is null, "Chromium is not installed.");
        var context = await _browser.NewContextAsync(
            new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } }
        );
        return await context.NewPageAsync();
    }

    /// <summary>A page that is signed in as with `tooltime dashboard`.</summary>
    internal async Task<IPage> SignInAsync(ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var page = await OpenAsync(scheme, width);
        using var made = await Serving.Http.PostAsync("/api/sign-in", null, TestContext.Current.CancellationToken);
        var code = JsonNode.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["code"]!;
        await page.GotoAsync(new Uri(Address, $"sign-in?code={code}").ToString());
        return page;
    }
}

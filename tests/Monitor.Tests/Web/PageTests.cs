using System.Text;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using ToolTime.Monitor.Tests.Otlp;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Tests.Web;

/// <summary>The pages in a real browser: how they look everywhere, what they load, and that other pages get nothing.</summary>
public sealed class PageTests(PageFixture pages) : IClassFixture<PageFixture>
{
    [Theory]
    [InlineData("/", "Active sessions", ColorScheme.Light, 1280)]
    [InlineData("/", "Active sessions", ColorScheme.Dark, 390)]
    [InlineData("/performance", "Tokens by hour", ColorScheme.Dark, 1280)]
    [InlineData("/performance", "Tokens by hour", ColorScheme.Light, 390)]
    [InlineData("/insights", "What stands out", ColorScheme.Light, 1280)]
    [InlineData("/insights", "What stands out", ColorScheme.Dark, 390)]
    [InlineData("/security", "Newest findings", ColorScheme.Light, 1280)]
    [InlineData("/security", "Newest findings", ColorScheme.Dark, 390)]
    [InlineData("/system", "Watched folders", ColorScheme.Light, 1280)]
    [InlineData("/system", "Watched folders", ColorScheme.Dark, 390)]
    public async Task Page_InLightDarkAndNarrow_HasNoFaults(string path, string text, ColorScheme scheme, int width)
    {
        var page = await pages.SignInAsync(scheme, width);
        var (complaints, foreign) = (new List<string>(), new List<string>());
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(pages.Address.ToString(), StringComparison.Ordinal))
            {
                foreign.Add(request.Url);
            }
        };

        await page.GotoAsync(new Uri(pages.Address, path).ToString());
        await page.GetByRole(AriaRole.Heading, new() { Name = text }).WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).Not.ToHaveTextAsync("Connecting…");

        Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        Assert.Empty(complaints);
        Assert.Empty(foreign);
    }

    [Fact]
    public async Task Live_WhileAgentsWrite_ShowsItWithoutAReload()
    {
        var page = await pages.SignInAsync();
        await Assertions.Expect(page.Locator("#state")).ToContainTextAsync("Live");

        Lines.Append(pages.Transcript, Lines.Response("live", 5, call: "t-live"));

        await Assertions.Expect(page.Locator("#sessions tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#calls")).ToContainTextAsync("Bash");
        await Assertions.Expect(page.Locator("#calls")).ToContainTextAsync("running");
        await Assertions.Expect(page.Locator("#budgets")).ToContainTextAsync("passed");
        await Assertions.Expect(page.Locator("#budgets")).ToContainTextAsync("<b>shop</b>");
    }

    [Fact]
    public async Task Page_ByKeyboard_IsReachedInOrder()
    {
        var page = await pages.SignInAsync();
        await Assertions.Expect(page.Locator("#state")).ToContainTextAsync("Live");
        foreach (var link in (string[])["To the content", "Live", "Performance"])
        {
            await page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = link })).ToBeFocusedAsync();
        }

        // What Enter does on a link is up to the browser.
        await Assertions.Expect(page.Locator(":focus")).ToHaveAttributeAsync("href", "/performance");
    }

    [Fact]
    public async Task Page_WithoutCookie_IsEmpty()
    {
        var page = await pages.OpenAsync();

        var answer = page.WaitForResponseAsync(pages.Address.ToString());

        // Some browsers show their own page instead of an empty answer, which is an error here.
        await Record.ExceptionAsync(() => page.GotoAsync(pages.Address.ToString()));

        Assert.Equal((401, "0"), ((await answer).Status, (await answer).Headers["content-length"]));
    }

    [Fact]
    public async Task Page_OfAnotherPort_GetsNothingAlthoughItIsSignedIn()
    {
        var page = await pages.SignInAsync();
        using var other = new OtherSite(
            $$"""
            <!doctype html><title>other</title><script>
            (async () => {
              const got = [];
              for (const [path, options] of [['api/status', {credentials: 'include'}], ['api/stop', {method: 'POST', mode: 'no-cors', credentials: 'include'}]]) {
                try { got.push((await fetch('{{pages.Address}}' + path, options)).type); } catch { got.push('refused'); }
              }
              const socket = new WebSocket('ws://127.0.0.1:{{pages.Serving.Host.Port}}/api/usage/live');
              socket.onopen = () => document.title = got + ' open';
              socket.onerror = () => document.title = got + ' closed';
            })();
            </script>
            """
        );

        await page.GotoAsync(other.Address);
        await page.WaitForFunctionAsync("document.title !== 'other'");

        Assert.Equal("refused,refused closed", await page.TitleAsync());
        Assert.False(pages.Serving.Host.Stopping.IsCancellationRequested);
    }

    [Theory]
    [InlineData("{method: 'POST', mode: 'no-cors', body: body}")]
    [InlineData("{method: 'POST', headers: {'Content-Type': 'application/json', 'Authorization': 'Bearer ' + token}, body: body}")]
    [InlineData("{method: 'POST', mode: 'no-cors', keepalive: true, headers: {'Content-Type': 'text/plain'}, body: body}")]
    public async Task Page_ThatPostsTelemetryWithTheToken_IsRefused(string options)
    {
        var intake = new Uri($"http://127.0.0.1:{pages.Serving.Host.OtlpPort}/");
        var refused = pages.Serving.Host.Intake!.Refused;
        var page = await pages.OpenAsync();
        using var other = new OtherSite(
            $$"""
            <!doctype html><title>other</title><script>
            (async () => {
              const [token, body] = ['{{IntakeToken.Read(pages.Home)}}', {{JsonSerializer.Serialize(Encoding.UTF8.GetString(Sending.Session("of-a-page")))}}];
              let got = 'read';
              try { got = (await fetch('{{intake}}v1/logs', {{options}})).type; } catch { got = 'refused'; }
              document.title = 'got ' + got;
            })();
            </script>
            """
        );

        await page.GotoAsync(other.Address);
        await page.WaitForFunctionAsync("document.title !== 'other'");

        Assert.Contains(await page.TitleAsync(), (string[])["got refused", "got opaque"]);
        Assert.True(pages.Serving.Host.Intake!.Refused > refused);
        Assert.Equal(0, pages.Serving.Host.Intake!.Requests);
        Assert.False(Directory.Exists(pages.Home.Otlp) && Directory.EnumerateFiles(pages.Home.Otlp).Any());
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ToolTime.Pages.Tests;

/// <summary>How pages are sent.</summary>
public sealed class DeliveryTests(DemoFixture demo, HostileFixture hostile, EmptyFixture empty)
{
    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task FirstPage_WithAllThatItLoads_IsUnder100KilobytesCompressed(string encoding)
    {
        var page = await demo.Server.GetEncodedAsync("/", encoding);
        var html = await demo.Server.GetTextAsync("/");
        var links = Regex
            .Matches(html, "<link rel=\"(?:stylesheet|icon)\"[^>]*href=\"([^\"]+)\"")
            .Select(match => match.Groups[1].Value)
            .ToList();
        Assert.Equal(2, links.Count);
        var total = page.Length;
        foreach (var link in links)
        {
            total += (await demo.Server.GetEncodedAsync(link, encoding)).Length;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{encoding}: {total} bytes");
        Assert.InRange(total, 1_000, 100_000);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/tool/Bash")]
    [InlineData("/privacy")]
    [InlineData("/tool/nobody-knows-it")]
    public async Task Page_Any_HasAStrictPolicyAndNoScriptOrStyleOfItsOwn(string path)
    {
        using var answer = await demo.Server.GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("default-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http-equiv", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<strong>Simulated.</strong>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_AskedForAgainWithItsTag_IsNotSentAgain()
    {
        using var first = await empty.Server.GetAsync("/");
        Assert.Equal((200, 304), ((int)first.StatusCode, await empty.Server.GetStatusAsync("/", first.Headers.ETag!)));
    }

    [Fact]
    public async Task Page_UnderTheRealClock_IsNotMarkedAsSimulated() =>
        Assert.DoesNotContain("Simulated", await empty.Server.GetTextAsync("/"), StringComparison.Ordinal);

    [Fact]
    public async Task Badge_OfEachPublishedName_IsWellFormedXml()
    {
        foreach (var name in HostileFixture.Names)
        {
            var svg = await hostile.Server.GetTextAsync($"/v1/api/badge/tool/{Uri.EscapeDataString(name)}");
            Assert.Equal("ToolTime: used by 100% of 2", XElement.Parse(svg).Attribute("aria-label")!.Value);
        }
    }
}

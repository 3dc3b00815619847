using System.Globalization;
using System.Text.Json.Nodes;

namespace ToolTime.Pages.Tests;

/// <summary>What a page shows is what the door for machines tells.</summary>
public sealed class FigureTests(Browser browser, DemoWorld demo)
{
    [Theory]
    [InlineData("")]
    [InlineData("?client=codex")]
    [InlineData("?window=4w")]
    [InlineData("?window=13w&client=claude-code,codex")]
    public async Task Tables_OfAWindow_EqualTheStatsDoor(string query)
    {
        var stats = await demo.Server.GetJsonAsync($"/v1/api/stats{query}");
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync($"/{query}");

        Assert.Equal(
            stats["tools"]!.AsArray().Select(tool => Row(tool!, "tool_name", "unique_submitters", "±adoption", "%error_rate", "%error_rate_median", "%rejection_rate", "calls_median", "total_calls")),
            await RowsAsync(page, "tool"));
        Assert.Equal(stats["dimensions"]!["skills"]!.AsArray().Select(skill => Row(skill!, "name", "unique_submitters", "±adoption", "calls_median", "total_calls")), await RowsAsync(page, "skill"));
        Assert.Equal(
            stats["dimensions"]!["mcp_servers"]!.AsArray().Select(server => Row(server!, "name", "unique_submitters", "±adoption", "%error_rate", "%error_rate_median", "calls_median", "total_calls")),
            await RowsAsync(page, "mcp_server"));
        Assert.Equal(stats["dimensions"]!["plugins"]!.AsArray().Select(plugin => Row(plugin!, "plugin_name", "install_count")), await RowsAsync(page, "plugin"));
        Assert.Equal(stats["models"]!.AsArray().Select(model => Row(model!, "model", "count", "percentage%")), await RowsAsync(page, "model"));
        Assert.Equal(stats["clients"]!.AsArray().Select(client => Row(client!, "client", "count", "percentage%")), await RowsAsync(page, "client"));
        var submitters = await page.Locator("dl.numbers dd").First.InnerTextAsync();
        Assert.EndsWith(Number((double?)stats["overview"]!["unique_submitters"]), submitters.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamePage_NewestWeek_EqualsTheTrendsDoor()
    {
        var weeks = (await demo.Server.GetJsonAsync("/v1/api/trends/tool/Bash?weeks=52"))["weeks"]!.AsArray();
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync("/tool/Bash");
        Assert.Equal(
            weeks.Reverse().Select(week => Row(week!, "week", "unique_submitters", "%adoption", "total_calls", "calls_median", "%error_rate_median", "%error_rate", "%rejection_rate")),
            await RowsAsync(page, "weeks"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?window=4w")]
    public async Task Notes_OfAWindow_SayHowItsRatesAreMade(string query)
    {
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync($"/{query}");
        Assert.StartsWith("Errors over observed calls", await page.Locator("#how-errors dd").InnerTextAsync(), StringComparison.Ordinal);
        Assert.StartsWith("Calls that the user refused", await page.Locator("#how-rejections dd").InnerTextAsync(), StringComparison.Ordinal);
    }

    /// <summary>A row as it should read; the name of the bucket is the page's own.</summary>
    private static string Row(JsonNode row, string name, params string[] figures) =>
        string.Join(" | ", figures.Select(figure => Written(row, figure)).Prepend((bool?)row["custom"] == true ? "others" : (string)row[name]!));

    private static string Written(JsonNode row, string figure)
    {
        var value = (double?)row[figure.Trim('%', '±')];
        return (figure[0], figure[^1]) switch
        {
            ('±', _) => value is null ? "—" : $"{Number(100 * value)}% ({Number(100 * (double?)row["adoption_low"])}–{Number(100 * (double?)row["adoption_high"])})",
            ('%', _) => value is { } part ? Number(Math.Round(part * 100, 6)) + "%" : "—",
            (_, '%') => value is null ? "—" : Number(value) + "%",
            _ => Number(value),
        };
    }

    private static string Number(double? number) => number?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "—";

    private static Task<string[]> RowsAsync(IPage page, string section) => page.EvaluateAsync<string[]>(
        """
        id => [...document.querySelectorAll(`section[aria-labelledby="${id}"] tbody tr`)].map(row => [...row.cells].filter(cell => !cell.classList.contains('trend')).map(cell =>
          cell.querySelector('.others') ? 'others' : (cell.querySelector('[aria-hidden=true]:not(svg)') ?? cell).textContent.trim()).join(' | '))
        """,
        section);
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace ToolTime.Pages.Tests;

/// <summary>Pages show what the data endpoint serves.</summary>
public sealed class FigureTests(Browser browser, DemoFixture demo)
{
    [Theory]
    [InlineData("")]
    [InlineData("client=codex")]
    [InlineData("window=4w")]
    [InlineData("window=week&client=claude-code")]
    public async Task Tables_OfAWindow_EqualTheStatsEndpoint(string query)
    {
        var stats = await demo.Server.GetJsonAsync($"/v1/api/stats?{query}");
        var page = await browser.OpenAsync(demo.Server);
        var builtIn = stats["tools"]!.AsArray().Where(tool => !((string)tool!["tool_name"]!).StartsWith("mcp__", StringComparison.Ordinal));
        await AssertTableAsync(
            "tool",
            builtIn,
            "tool_name",
            "±adoption",
            "%error_rate_median",
            "%error_rate",
            "%rejection_rate",
            "~duration_median_ms",
            "calls_median",
            "unique_submitters",
            "total_calls"
        );
        await AssertTableAsync(
            "skill",
            stats["dimensions"]!["skills"]!.AsArray(),
            "name",
            "±adoption",
            "%typed_rate",
            "calls_median",
            "unique_submitters",
            "total_calls"
        );
        await AssertTableAsync("plugin", stats["dimensions"]!["plugins"]!.AsArray(), "plugin_name", "±adoption", "install_count");
        await AssertTableAsync("model", stats["models"]!.AsArray(), "model", "±adoption", "count");
        await AssertTableAsync("client", stats["clients"]!.AsArray(), "client", "±adoption", "count");
        Assert.StartsWith(
            Number((double?)stats["window"]!["submitters"]) + " submitters",
            await page.Locator("p.window strong").InnerTextAsync(),
            StringComparison.Ordinal
        );

        async Task AssertTableAsync(string dimension, IEnumerable<JsonNode?> rows, string name, params string[] figures)
        {
            List<JsonNode> listed = [.. rows.OfType<JsonNode>()];
            string[] filled = [.. figures.Where(figure => listed.Exists(row => row[figure.Trim('%', '±', '~')] is not null))];
            await page.GotoAsync($"/?{query}&all={dimension}");
            Assert.Equal(
                listed.Select(row => Row(row, name, filled)).Order(StringComparer.Ordinal),
                (await RowsAsync(page, dimension)).Order(StringComparer.Ordinal)
            );
        }
    }

    /// <summary>A server's tools are listed below it.</summary>
    [Fact]
    public async Task Servers_InFull_HoldEachWithItsTools()
    {
        var stats = await demo.Server.GetJsonAsync("/v1/api/stats");
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync("/?all=mcp_server");
        var rows = await RowsAsync(page, "mcp_server");
        var tools = stats["tools"]!
            .AsArray()
            .Where(tool => ((string)tool!["tool_name"]!).StartsWith("mcp__", StringComparison.Ordinal))
            .GroupBy(tool => ((string)tool!["tool_name"]!).Split("__")[1])
            .Where(ofServer => ofServer.Count() > 1 || !ofServer.Any(tool => (bool?)tool!["custom"] == true))
            .Sum(ofServer => ofServer.Count());
        Assert.Equal(stats["dimensions"]!["mcp_servers"]!.AsArray().Count + tools, rows.Length);
        var github = Array.FindIndex(rows, row => row.StartsWith("github |", StringComparison.Ordinal));
        Assert.Contains(
            rows[github + 1].Split(' ')[0],
            (string[])
                ["get_file_contents", "list_issues", "issue_read", "search_code", "create_pull_request", "pull_request_read", "others"]
        );
    }

    [Fact]
    public async Task NamePage_ANameOfTheDemo_EqualsTheTrendsEndpoint()
    {
        var weeks = (await demo.Server.GetJsonAsync("/v1/api/trends/tool/Bash?weeks=52"))["weeks"]!.AsArray();
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync("/tool/Bash");
        Assert.Equal(13, weeks.Count);
        Assert.Equal(
            weeks
                .Reverse()
                .Select(week =>
                    Row(
                        week!,
                        "week",
                        "%adoption",
                        "%error_rate_median",
                        "%error_rate",
                        "%rejection_rate",
                        "~duration_median_ms",
                        "calls_median",
                        "unique_submitters",
                        "total_calls"
                    )
                ),
            await RowsAsync(page, "weeks")
        );
    }

    /// <summary>
    /// With 300 people, nearly every name that ten or more use has submitters, calls and an error rate, except tools whose sums are
    /// suppressed for their server's.
    /// </summary>
    [Fact]
    public async Task Stats_OfTheDemo_ShowNearlyEveryNameInFull()
    {
        foreach (var window in (string[])["7d", "week"])
        {
            var tools = (await demo.Server.GetJsonAsync($"/v1/api/stats?window={window}"))["tools"]!.AsArray();
            Assert.InRange(tools.Count(tool => tool!["error_rate"] is not null), 0.95 * tools.Count, tools.Count);
            var builtIn = tools.Where(tool => !((string)tool!["tool_name"]!).StartsWith("mcp__", StringComparison.Ordinal)).ToList();
            Assert.InRange(builtIn.Count(tool => tool!["total_calls"] is not null), 0.95 * builtIn.Count, builtIn.Count);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?window=4w")]
    public async Task Notes_OfAWindow_SayHowItsRatesAreMade(string query)
    {
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync($"/{query}");
        Assert.StartsWith("Median: that of submitters' own", await page.Locator("#how-errors dd").InnerTextAsync(), StringComparison.Ordinal);
        Assert.StartsWith(
            "Calls that the user rejected",
            await page.Locator("#how-rejections dd").InnerTextAsync(),
            StringComparison.Ordinal
        );
    }

    /// <summary>A page explains what it shows, and nothing else.</summary>
    [Theory]
    [InlineData("/tool/Monitor", "how-window")]
    [InlineData("/plugin/superpowers@claude-plugins-official", "how-submitters how-adoption how-hidden how-window")]
    [InlineData("/tool/Bash", "how-submitters how-adoption how-errors how-rejections how-duration how-median how-calls how-hidden how-window")]
    public async Task Notes_OfAName_AreThoseOfItsFigures(string path, string ids)
    {
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync(path);
        var notes = await page.Locator(".notes div").EvaluateAllAsync<string[]>("notes => notes.map(note => note.id)");
        Assert.Equal(ids, string.Join(' ', notes));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("client=kimi", " kimi")]
    public async Task Clients_OfAWindow_AreThoseWithFiguresAndTheChosenOne(string query, string chosen)
    {
        var page = await browser.OpenAsync(demo.Server);
        await page.GotoAsync($"/?{query}");
        var names = await page.Locator("nav.clients a").AllInnerTextsAsync();
        Assert.Equal("All clients claude-code codex openclaw opencode gemini" + chosen, string.Join(' ', names));
        Assert.Equal(chosen.Length == 0 ? 1 : 0, await page.Locator("#glance-moves").CountAsync());
    }

    /// <summary>A server's only tool has the server's calls and errors.</summary>
    [Fact]
    public async Task Stats_OfAServerWithOneTool_AreThoseOfTheTool()
    {
        string[] figures = ["unique_submitters", "calls_median", "error_rate", "error_rate_median", "duration_median_ms"];
        var stats = await demo.Server.GetJsonAsync("/v1/api/stats?window=week");
        var tool = stats["tools"]!.AsArray().Single(tool => (string)tool!["tool_name"]! == "mcp__fetch__fetch")!;
        var server = stats["dimensions"]!["mcp_servers"]!.AsArray().Single(server => (string)server!["name"]! == "fetch")!;
        Assert.Equal(figures.Select(figure => (double?)tool[figure]), figures.Select(figure => (double?)server[figure]));
    }

    /// <summary>A row's expected text; only pages use their own name for the bucket.</summary>
    private static string Row(JsonNode row, string name, params string[] figures) =>
        string.Join(
            " | ",
            figures.Select(figure => Written(row, figure)).Prepend((bool?)row["custom"] == true ? "others" : (string)row[name]!)
        );

    private static string Written(JsonNode row, string figure)
    {
        var value = (double?)row[figure.Trim('%', '±', '~')];
        return (figure[0], figure[^1]) switch
        {
            ('±', _) => value is null
                ? "—"
                : $"{Number(100 * value)}% ({Number(100 * (double?)row["adoption_low"])}–{Number(100 * (double?)row["adoption_high"])})",
            ('%', _) => value is { } part ? Number(Math.Round(part * 100, 6)) + "%" : "—",
            ('~', _) => value switch
            {
                null => "—",
                < 1_000 => Number(value) + " ms",
                < 60_000 => Number(Math.Round(value.Value / 1_000, 1)) + " s",
                _ => Number(Math.Round(value.Value / 60_000, 1)) + " min",
            },
            (_, '%') => value is null ? "—" : Number(value) + "%",
            _ => Number(value),
        };
    }

    private static string Number(double? number) => number?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "—";

    private static Task<string[]> RowsAsync(IPage page, string section) =>
        page.EvaluateAsync<string[]>(
            """
            id => [...document.querySelectorAll(`section[aria-labelledby="${id}"] tbody tr`)].map(row => [...row.cells].filter(cell => !cell.classList.contains('trend')).map(cell =>
              cell.querySelector('.others') ? 'others' : cell.querySelector('a') && cell.tagName === 'TH' ? cell.querySelector('a').textContent.trim() : (cell.querySelector('[aria-hidden=true]:not(svg)') ?? cell).textContent.trim()).join(' | '))
            """,
            section
        );
}

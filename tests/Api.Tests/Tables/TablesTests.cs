using System.Text.Json.Nodes;
using ToolTime.Api.Tests.Mcp;

namespace ToolTime.Api.Tests.Tables;

/// <summary>Tables of a publication, as JSON and as CSV.</summary>
public sealed class TablesTests(CommunityFixture community) : IClassFixture<CommunityFixture>
{
    [Theory]
    [InlineData("tool", "/tools")]
    [InlineData("skill", "/dimensions/skills")]
    [InlineData("mcp_server", "/dimensions/mcp_servers")]
    [InlineData("plugin", "/dimensions/plugins")]
    [InlineData("model", "/models")]
    [InlineData("client", "/clients")]
    public async Task Get_EachDimensionAndQuery_IsTheTableOfTheStats(string dimension, string place)
    {
        foreach (var query in (string[])["window=week", "window=4w", "window=7d", "window=week&week=2026-W45", "client=claude-code"])
        {
            var stats = await community.Server.GetJsonAsync($"{Endpoints.Stats}?{query}");
            var rows = place.Split('/')[1..].Aggregate(stats, (node, step) => node[step]!);
            var expected = new JsonObject
            {
                ["dimension"] = dimension,
                ["window"] = stats["window"]!.DeepClone(),
                ["rows"] = rows.DeepClone(),
            };
            Assert.Equal(
                expected.ToJsonString(),
                (await community.Server.GetJsonAsync($"/v1/api/tables/{dimension}?{query}")).ToJsonString()
            );
            var csv = await community.Server.SendAsync("GET", $"/v1/api/tables/{dimension}?{query}&format=csv");
            Assert.Equal(rows.AsArray().Count + 1, csv.Text.Split("\r\n").Length - 1);
        }
    }

    [Fact]
    public async Task Get_Csv_IsSafeInASpreadsheet()
    {
        var answer = await community.Server.SendAsync("GET", "/v1/api/tables/plugin?format=csv");
        Assert.Equal(
            "plugin_name,custom,install_count,adoption,adoption_low,adoption_high\r\n'@evil/x,false,2,1,0.34,1\r\na/../b@c,false,2,1,0.34,1\r\n",
            answer.Text
        );
        Assert.Equal(
            ("text/csv; charset=utf-8; header=present", "attachment; filename=\"tooltime-plugin-7d-2026-11-24.csv\""),
            (answer.Headers["Content-Type"], answer.Headers["Content-Disposition"])
        );
        var skills = (await community.Server.SendAsync("GET", "/v1/api/tables/skill?format=csv")).Text.Split("\r\n");
        Assert.Equal(
            "name,custom,unique_submitters,adoption,adoption_low,adoption_high,total_calls,avg_calls_per_submitter,calls_median,calls_p25,calls_p75,typed_rate",
            skills[0]
        );
        Assert.Contains("'-1,false,2,1,0.34,1,6,3,3,,,", skills);
        Assert.DoesNotContain(skills, line => line.Contains(CommunityFixture.Rare, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tools", "dimension")]
    [InlineData("SECRET", "dimension")]
    [InlineData("Tool", "dimension")]
    [InlineData("tool?window=month", "window")]
    [InlineData("tool?window=", "window")]
    [InlineData("tool?window=2026-W46", "window")]
    [InlineData("tool?format=xml", "format")]
    [InlineData("tool?format=CSV", "format")]
    [InlineData("tool?format=csv&format=json", "format")]
    public async Task Get_UnknownChoice_Is400(string path, string code)
    {
        var answer = await community.Server.SendAsync("GET", $"/v1/api/tables/{path}");
        answer.AssertFaults(400, new Fault("", null, code));
        Assert.DoesNotContain("SECRET", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task Get_WhatIsHeldAlready_Is304(string format)
    {
        var path = $"/v1/api/tables/tool?format={format}";
        var first = await community.Server.SendAsync("GET", path);
        Assert.Equal("public, max-age=300, stale-while-revalidate=300", first.Headers["Cache-Control"]);
        var second = await community.Server.SendAsync("GET", path, ("If-None-Match", first.Headers["ETag"]));
        Assert.Equal((304, "", first.Headers["ETag"]), (second.Status, second.Text, second.Headers["ETag"]));
        Assert.Equal((200, "", first.Headers["Content-Length"]), await HeadAsync(path));
    }

    private async Task<(int Status, string Text, string? Length)> HeadAsync(string path)
    {
        var answer = await community.Server.SendAsync("HEAD", path);
        return (answer.Status, answer.Text, answer.Headers.GetValueOrDefault("Content-Length"));
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ToolTime.Api.Tests.Mcp;

namespace ToolTime.Api.Tests.DataSet;

/// <summary>The final weeks as files, and their list, on a server with two final weeks.</summary>
public sealed class DataSetTests(CommunityFixture community) : IClassFixture<CommunityFixture>
{
    [Fact]
    public async Task List_TwoFinalWeeks_HasTwoFilesOfEachWithTheirHashes()
    {
        var list = await community.Server.GetJsonAsync("/v1/api/weeks");
        var files = list["files"]!.AsArray();

        Assert.Equal(
            ["/v1/api/weeks/2026-W45.csv", "/v1/api/weeks/2026-W45.json", "/v1/api/weeks/2026-W46.csv", "/v1/api/weeks/2026-W46.json"],
            files.Select(file => file!["href"]!.GetValue<string>())
        );
        Assert.Equal("2026-11-02 2026-11-08", $"{files[0]!["from"]} {files[0]!["to"]}");
        Assert.Equal(["listed-names", "threshold"], list["rules"]!.AsArray().Select(rule => rule!["id"]!.GetValue<string>()).Take(2));
        foreach (var file in files)
        {
            var answer = await community.Server.SendAsync("GET", file!["href"]!.GetValue<string>());
            var body = Encoding.UTF8.GetBytes(answer.Text);

            Assert.Equal(file["sha256"]!.GetValue<string>(), Convert.ToHexStringLower(SHA256.HashData(body)));
            Assert.Equal(file["bytes"]!.GetValue<int>(), body.Length);
            Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        }
    }

    [Fact]
    public async Task Read_BothForms_HaveTheFiguresOfTheStats()
    {
        var week = await community.Server.GetJsonAsync("/v1/api/weeks/2026-W45.json");
        var stats = await community.Server.GetJsonAsync(Endpoints.Stats + "?window=week&week=2026-W45");
        var bash = Row(week, "Bash");
        var tool = stats["tools"]!.AsArray().Single(row => row!["tool_name"]!.GetValue<string>() == "Bash")!.AsObject();

        foreach (var (member, value) in tool.Where(member => member.Key is not ("tool_name" or "custom")))
        {
            Assert.True(JsonNode.DeepEquals(value, bash[member]), member);
        }

        Assert.True(JsonNode.DeepEquals(stats["window"]!["submitters"], week["window"]!["submitters"]));
        var lines = (await community.Server.SendAsync("GET", "/v1/api/weeks/2026-W45.csv")).Text.Split("\r\n");
        Assert.StartsWith("window,from,to,client,dimension,name,custom,unique_submitters,adoption,", lines[0], StringComparison.Ordinal);
        Assert.Equal(week["rows"]!.AsArray().Count + 2, lines.Length);
        Assert.Single(lines, line => line.StartsWith("week,2026-11-02,2026-11-08,,tool,Bash,false,2,1,0.34,1,320,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-W47.csv")]
    [InlineData("2026-W44.csv")]
    [InlineData("4w-2026-W45.json")]
    [InlineData("4w-2026-W46.json")]
    [InlineData("2026-W45.xml")]
    [InlineData("2026-W45")]
    [InlineData("2026-W99.csv")]
    [InlineData("2026-W45.csv%0A")]
    [InlineData("1999-W01.csv")]
    [InlineData("%2E%2E%2Fstats")]
    public async Task Read_WhatIsNoFile_IsNotFound(string file) =>
        Assert.Equal(404, (await community.Server.SendAsync("GET", $"/v1/api/weeks/{file}")).Status);

    [Fact]
    public async Task Changes_EqualWeeks_SaySo()
    {
        var changes = await community.Server.GetJsonAsync("/v1/api/changes");

        Assert.Equal("2026-W46", Assert.Single(changes["weeks"]!.AsArray())!["week"]!.GetValue<string>());
        Assert.Empty(changes["weeks"]![0]!["changes"]!.AsArray());
        var feed = await community.Server.SendAsync("GET", "/feed.atom");
        Assert.Equal("application/atom+xml; charset=utf-8", feed.Headers["Content-Type"]);
    }

    private static JsonNode Row(JsonNode week, string name) => week["rows"]!.AsArray().Single(row =>
        row!["client"] is null && row["dimension"]!.GetValue<string>() == "tool" && row["name"]!.GetValue<string>() == name)!;
}

using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ToolTime.Silo.Tests;

public class OperatorsTests : ServerTest
{
    private const string Doors = "/v1/api/admin";

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 34, 0, TimeSpan.Zero);
    private static readonly string[] Limits = ServerProcess.ExactLimits(minimum: 1);

    [Fact]
    public async Task List_AfterSubmissions_ShowsNewestFirstAndNobody()
    {
        await using var server = await StartAsync(Now, Limits);
        var first = await ReceiptAsync(server, Reports.Cell(1, "2026-11-15", calls: 3));
        var second = await ReceiptAsync(server, Reports.Snapshot(2, "2026-11-16T11:00:00Z", calls: 5));
        Assert.Equal(
            JsonNode.Parse($$"""
            {"submissions":[{"id":"{{second}}","generated_at":"2026-11-16T11:00:00+00:00","received_at":"2026-11-16T12:00:00+00:00","total_events":5,"model":null,"client":null,"quarantined":false},{"id":"{{first}}","generated_at":"2026-11-15T00:00:00+00:00","received_at":"2026-11-16T12:00:00+00:00","total_events":3,"model":null,"client":"claude-code","quarantined":false}]}
            """)!.ToJsonString(),
            (await AskAsync(server, HttpMethod.Get, "/submissions")).ToJsonString());
        Assert.Single((await AskAsync(server, HttpMethod.Get, "/submissions?limit=1"))["submissions"]!.AsArray());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("201")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("")]
    public async Task List_LimitOutOfBounds_Is400(string limit)
    {
        await using var server = await StartAsync(Now, Limits);
        await AskAsync(server, HttpMethod.Get, $"/submissions?limit={limit}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Remove_Submission_PublishesWithoutIt()
    {
        await using var server = await StartAsync(Now, Limits);
        await ReceiptAsync(server, Reports.Cell(1, "2026-11-15", calls: 3));
        var removed = await ReceiptAsync(server, Reports.Cell(2, "2026-11-15", calls: 70));
        await AskAsync(server, HttpMethod.Delete, $"/submissions/{removed}");
        await AskAsync(server, HttpMethod.Delete, $"/submissions/{removed}", HttpStatusCode.NotFound);
        await AskAsync(server, HttpMethod.Delete, "/submissions/nonsense", HttpStatusCode.BadRequest);
        Assert.Equal(3, await PublishedCallsAsync(server));
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 73)]
    public async Task Quarantine_SubmissionAndWhatReplacesIt_IsLeftOutUntilReleased(bool released, long calls)
    {
        await using var server = await StartAsync(Now, Limits);
        await ReceiptAsync(server, Reports.Cell(1, "2026-11-15", calls: 3));
        var doubtful = await ReceiptAsync(server, Reports.Cell(2, "2026-11-15", calls: 70));
        await AskAsync(server, HttpMethod.Put, $"/quarantine/{doubtful}");
        await AskAsync(server, HttpMethod.Put, $"/quarantine/{doubtful}");
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Cell(2, "2026-11-15", calls: 70)));
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(2, "2026-11-15", calls: 70, revision: 2)));
        if (released)
        {
            var newest = (await AskAsync(server, HttpMethod.Get, "/submissions?limit=1"))["submissions"]![0]!;
            Assert.True((bool)newest["quarantined"]!);
            await AskAsync(server, HttpMethod.Delete, $"/quarantine/{(string?)newest["id"]}");
        }

        await AskAsync(server, HttpMethod.Put, "/quarantine/00000000000000000000000000000000", HttpStatusCode.NotFound);
        Assert.Equal(calls, await PublishedCallsAsync(server));
    }

    [Fact]
    public async Task Publications_OfAWeek_TellHowMuchWasHiddenAndByWhichRule()
    {
        await using var server = await StartAsync(Now, ServerProcess.ExactLimits(minimum: 2));
        for (var submitter = 1; submitter <= 3; submitter++)
        {
            var report = Reports.Cell(submitter, "2026-11-15", calls: 3);
            report["days"]![0]!["tools"]![submitter == 1 ? "Grep" : "Read"] = new JsonObject { ["calls"] = 4, ["errors"] = 0, ["rejections"] = 0 };
            await ReceiptAsync(server, report);
        }

        await PublishedCallsAsync(server);
        var page = await GetPublicationsAsync(server);
        Assert.DoesNotContain("Grep", page, StringComparison.Ordinal);

        // Everything, Bash, Read and Grep, over all clients and of the one: those of Grep are of one submitter. Deciles take 100, and rates five calls.
        Assert.Equal(["2026-W46", "2026-11-19 00:15:00 UTC", "3", "0"], CellsOf(page, "weeks"));
        Assert.Equal(["2026-W46", "8", "6", "2", "0"], CellsOf(page, "cells"));
        Assert.Equal(["2026-W46", "34", "16", "0", "0", "0"], CellsOf(page, "details"));
        await server.StopAsync();
        await server.StartAsync();
        Assert.Equal(CellsOf(page, "cells"), CellsOf(await GetPublicationsAsync(server), "cells"));
    }

    [Fact]
    public async Task EveryDoor_WithoutTheToken_Is401()
    {
        await using var server = await StartAsync(Now, Limits);
        foreach (var (method, path) in ((HttpMethod, string)[])[
            (HttpMethod.Get, "/submissions"), (HttpMethod.Delete, "/submissions/x"), (HttpMethod.Put, "/quarantine/x"), (HttpMethod.Delete, "/quarantine/x"), (HttpMethod.Post, "/maintenance")])
        {
            await AskAsync(server, method, path, HttpStatusCode.Unauthorized, token: "wrong");
        }
    }

    private static async Task<string> GetPublicationsAsync(ServerProcess server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/operator/publications", UriKind.Relative)) { Headers = { Authorization = new("Bearer", ServerProcess.AdminToken) } };
        using var response = await server.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>The cells of the first row of a table.</summary>
    private static List<string> CellsOf(string page, string table)
    {
        var body = page[page.IndexOf($"<h2 id=\"{table}\"", StringComparison.Ordinal)..];
        var row = body[body.IndexOf("<tbody", StringComparison.Ordinal)..].Split("</tr>")[0];
        return [.. Regex.Matches(row, "<t[hd] [^>]*>(.*?)</t[hd]>", RegexOptions.Singleline).Select(cell => Regex.Replace(cell.Groups[1].Value, "<[^>]*>", "").Trim())];
    }

    private static async Task<string> ReceiptAsync(ServerProcess server, JsonObject report)
    {
        using var response = await server.PostJsonAsync("/v1/api/submit", report);
        return (string)(await ServerProcess.ReadJsonAsync(response))["receipt"]!;
    }

    private static async Task<JsonNode> AskAsync(
        ServerProcess server, HttpMethod method, string path, HttpStatusCode expected = HttpStatusCode.OK, string token = ServerProcess.AdminToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(Doors + path, UriKind.Relative)) { Headers = { Authorization = new("Bearer", token) } };
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        return await ServerProcess.ReadJsonAsync(response);
    }

    private static async Task<long> PublishedCallsAsync(ServerProcess server)
    {
        server.SetClock(new(2026, 11, 19, 0, 15, 0, TimeSpan.Zero));
        await server.RunMaintenanceAsync();
        return (long)(await server.GetStatsAsync())["tools"]![0]!["total_calls"]!;
    }
}

using System.Net;
using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests;

public class OperatorsTests : ServerTest
{
    private const string Endpoints = "/v1/api/admin";

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 34, 0, TimeSpan.Zero);
    private static readonly string[] Limits = RunningServer.ExactLimits(minimum: 1);

    [Fact]
    public async Task List_AfterSubmissions_ShowsNewestFirstAndNobody()
    {
        await using var server = await StartAsync(Now, Limits);
        var first = await ReceiptAsync(server, Reports.Cell(1, "2026-11-15", calls: 3));
        var second = await ReceiptAsync(server, Reports.Snapshot(2, "2026-11-16T11:00:00Z", calls: 5));
        Assert.Equal(
            JsonNode
                .Parse(
                    $$"""
                    {"submissions":[{"id":"{{second}}","generated_at":"2026-11-16T11:00:00+00:00","received_at":"2026-11-16T12:00:00+00:00","total_events":5,"model":null,"client":null,"quarantined":false},{"id":"{{first}}","generated_at":"2026-11-15T00:00:00+00:00","received_at":"2026-11-16T12:00:00+00:00","total_events":3,"model":null,"client":"claude-code","quarantined":false}]}
                    """
                )!
                .ToJsonString(),
            (await AskAsync(server, HttpMethod.Get, "/submissions")).ToJsonString()
        );
        Assert.Single((await AskAsync(server, HttpMethod.Get, "/submissions?limit=1"))["submissions"]!.AsArray());
    }

    [Fact]
    public async Task List_LimitOutOfBounds_Is400()
    {
        await using var server = await StartAsync(Now, Limits);
        foreach (var limit in (string[])["0", "201", "-1", "abc", ""])
        {
            await AskAsync(server, HttpMethod.Get, $"/submissions?limit={limit}", HttpStatusCode.BadRequest);
        }
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
    public async Task EveryEndpoint_WithoutTheToken_Is401()
    {
        await using var server = await StartAsync(Now, Limits);
        foreach (
            var (method, path) in ((HttpMethod, string)[])
                [
                    (HttpMethod.Get, "/submissions"),
                    (HttpMethod.Delete, "/submissions/x"),
                    (HttpMethod.Put, "/quarantine/x"),
                    (HttpMethod.Delete, "/quarantine/x"),
                    (HttpMethod.Post, "/maintenance"),
                ]
        )
        {
            await AskAsync(server, method, path, HttpStatusCode.Unauthorized, token: "wrong");
        }
    }

    private static async Task<string> ReceiptAsync(RunningServer server, JsonObject report)
    {
        using var response = await server.PostJsonAsync("/v1/api/submit", report);
        return (string)(await RunningServer.ReadJsonAsync(response))["receipt"]!;
    }

    private static async Task<JsonNode> AskAsync(
        RunningServer server,
        HttpMethod method,
        string path,
        HttpStatusCode expected = HttpStatusCode.OK,
        string token = RunningServer.AdminToken
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(Endpoints + path, UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", token) },
        };
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        return await RunningServer.ReadJsonAsync(response);
    }

    private static async Task<long> PublishedCallsAsync(RunningServer server)
    {
        server.SetClock(new(2026, 11, 19, 0, 15, 0, TimeSpan.Zero));
        await server.RunMaintenanceAsync();
        return (long)(await server.GetStatsAsync())["tools"]![0]!["total_calls"]!;
    }
}

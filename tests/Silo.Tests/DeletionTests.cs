using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests;

public class DeletionTests : ServerTest
{
    private const string DeleteEndpoint = "/v1/api/user/delete";
    private const int Gone = 7;

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset PublicationDay = new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero);
    private static readonly string[] Limits = RunningServer.ExactLimits(minimum: 1);

    [Fact]
    public async Task Delete_BeforePublication_PublishesWhatARecomputeWithoutThatPersonGives()
    {
        await using var with = await StartProcessAsync(Now, Limits);
        await using var without = await StartAsync(Now, Limits);
        foreach (var submitter in Enumerable.Range(0, 12))
        {
            await SendAllAsync(with, submitter);
            if (submitter != Gone)
            {
                await SendAllAsync(without, submitter);
            }
        }

        await DeleteAsync(with, Reports.Token(Gone));
        await PublishAsync(with);
        await PublishAsync(without);
        Assert.Equal((await without.GetStatsAsync()).ToJsonString(), (await with.GetStatsAsync()).ToJsonString());
        await AssertNowhereAsync(with, Reports.Token(Gone));
    }

    [Fact]
    public async Task Delete_ThenQueuedAndLateCopies_DoNotComeBack()
    {
        await using var server = await StartAsync(Now, Limits);
        await SendAllAsync(server, Gone);
        await DeleteAsync(server, Reports.Token(Gone));
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Cell(Gone, "2026-11-15", 3)));
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Cell(Gone, "2026-11-16", 3, revision: 99)));
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Snapshot(Gone, "2026-11-16T11:00:00Z", 3)));

        await server.StopAsync();
        await server.StartAsync();
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Cell(Gone, "2026-11-16", 3, revision: 100)));

        // A day later the token may be used again; a snapshot only when it no longer covers what was deleted.
        server.SetClock(Now.AddDays(1));
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(Gone, "2026-11-17", 3)));
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Snapshot(Gone, "2026-11-17T12:00:00Z", 3)));
        server.SetClock(Now.AddDays(7));
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Snapshot(Gone, "2026-11-23T11:00:00Z", 3)));
        Assert.Equal("ok", await server.SubmitAsync(Reports.Snapshot(Gone, "2026-11-23T12:00:00Z", 3)));
    }

    [Fact]
    public async Task Delete_AcrossAnEpochsEnd_TakesBothEpochsAndTheSnapshotsOfTheNext()
    {
        // 2026-11-29 is the last day of an epoch.
        var lastDay = new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
        await using var server = await StartAsync(lastDay.AddDays(2), Limits);
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(1, "2026-11-29", 3)));
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(1, "2026-12-01", 3)));
        await DeleteAsync(server, Reports.Token(1));
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Cell(1, "2026-11-29", 3, revision: 2)));
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Cell(1, "2026-12-01", 3, revision: 2)));

        await DeleteAsync(server, Reports.Token(2));
        Assert.Equal("duplicate", await server.SubmitAsync(Reports.Cell(2, "2026-11-29", 3)));
    }

    [Fact]
    public async Task Delete_OfAFinalWeek_LeavesThePublicationAndForgetsTheRows()
    {
        await using var server = await StartAsync(Now, Limits);
        await SendAllAsync(server, 1);
        await SendAllAsync(server, Gone);
        await PublishAsync(server);
        server.SetClock(PublicationDay.AddDays(14));
        await server.RunMaintenanceAsync();
        var final = (await server.GetStatsAsync("week=2026-W46")).ToJsonString();
        await DeleteAsync(server, Reports.Token(Gone));
        await server.RunMaintenanceAsync();
        Assert.Equal(final, (await server.GetStatsAsync("week=2026-W46")).ToJsonString());
    }

    [Fact]
    public async Task Delete_KnownAndUnknownToken_AnswerAlikeOnBothEndpoints()
    {
        await using var server = await StartAsync(Now, Limits);
        await SendAllAsync(server, 1);
        var answers = new List<string>();
        foreach (var token in (string[])[Reports.Token(1), "never-heard-of"])
        {
            using var byBody = await server.PostJsonAsync(DeleteEndpoint, new JsonObject { ["submission_token"] = token });
            using var byPath = await server.Client.DeleteAsync(
                new Uri($"/v1/api/user/{token}", UriKind.Relative),
                TestContext.Current.CancellationToken
            );
            answers.Add(await ShapeAsync(byBody));
            answers.Add(await ShapeAsync(byPath));
        }

        Assert.Equal("""200 {"status":"deleted","receipt":32}""", Assert.Single(answers.Distinct()));
    }

    /// <summary>Routing leaves an escaped slash in a path escaped; the token is what was meant.</summary>
    [Fact]
    public async Task Delete_ByPathATokenOfAnyCharacters_DeletesWhatCameUnderIt()
    {
        string[] tokens = ["ab/cd", "100%2F", "a b+c?d", "../x", "tök~en"];
        await using var server = await StartAsync(Now, Limits);
        foreach (var token in tokens)
        {
            var report = Reports.Cell(1, "2026-11-15", 1);
            report["submission_token"] = token;
            Assert.Equal((token, "ok"), (token, await server.SubmitAsync(report)));
            Assert.Equal(1, await CountListedAsync(server));
            using var response = await server.Client.DeleteAsync(
                new Uri($"/v1/api/user/{Uri.EscapeDataString(token)}", UriKind.Relative),
                TestContext.Current.CancellationToken
            );
            Assert.Equal((token, HttpStatusCode.OK, 0), (token, response.StatusCode, await CountListedAsync(server)));
        }
    }

    [Fact]
    public async Task Delete_NoToken_Is400()
    {
        await using var server = await StartAsync(Now, Limits);
        string[] bodies =
        [
            "{}",
            """{"submission_token":""}""",
            """{"submission_token":null}""",
            """{"submission_token":7}""",
            """{"submission_token":"12345678901234567890123456789012345678901234567890123456789012345"}""",
            "[]",
            "not json",
            "",
        ];
        foreach (var body in bodies)
        {
            using var response = await server.PostBytesAsync(DeleteEndpoint, Encoding.UTF8.GetBytes(body));
            var code = (string?)(await RunningServer.ReadJsonAsync(response))["errors"]![0]!["code"];
            Assert.Equal((body, HttpStatusCode.BadRequest, "missing"), (body, response.StatusCode, code));
        }
    }

    private static async Task SendAllAsync(RunningServer server, int submitter)
    {
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(submitter, "2026-11-15", submitter + 1)));
        Assert.Equal("ok", await server.SubmitAsync(Reports.Cell(submitter, "2026-11-16", 2 * (submitter + 1))));
        Assert.Equal("ok", await server.SubmitAsync(Reports.Snapshot(submitter, "2026-11-16T11:00:00Z", submitter + 1)));
    }

    private static async Task DeleteAsync(RunningServer server, string token)
    {
        using var response = await server.PostJsonAsync(DeleteEndpoint, new JsonObject { ["submission_token"] = token });
        response.EnsureSuccessStatusCode();
    }

    private static async Task<int> CountListedAsync(RunningServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/api/admin/submissions")
        {
            Headers = { Authorization = new("Bearer", RunningServer.AdminToken) },
        };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (await RunningServer.ReadJsonAsync(response))["submissions"]!.AsArray().Count;
    }

    private static async Task PublishAsync(RunningServer server)
    {
        server.SetClock(PublicationDay);
        await server.RunMaintenanceAsync();
    }

    private static async Task<string> ShapeAsync(HttpResponseMessage response)
    {
        var answer = (await RunningServer.ReadJsonAsync(response)).AsObject();
        answer["receipt"] = ((string)answer["receipt"]!).Length;
        return $"{(int)response.StatusCode} {answer.ToJsonString()}";
    }

    /// <summary>Stops the server, and looks for a text in its log and files.</summary>
    private static async Task AssertNowhereAsync(ServerProcess server, string marker)
    {
        await server.StopAsync();
        Assert.DoesNotContain(marker, server.Output, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(server.Folder, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(marker)));
        }
    }
}

using System.Text;
using System.Text.Json.Nodes;
using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>What was sent is repeated in no answer and no line of the console, wherever it was put.</summary>
public sealed class MarkerTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Marker = "Quokka";
    private const string MarkerNumber = "73913";

    /// <summary>Places that contain the marker, each with whatever makes the server mention it.</summary>
    private static readonly (string Place, string Json)[] SnapshotPlaces =
    [
        ("/submission_token", "\"Quokka\""),
        ("/submission_token", "\"Quokka is a token that is much longer than the sixty-four characters\""),
        ("/submission_token", "73913"),
        ("/generated", "\"Quokka\""),
        ("/generated", "\"Quokka is no date of any calendar\""),
        ("/generated", "73913"),
        ("/schema", "\"Quokka\""),
        ("/schema", "73913"),
        ("/total_events", "\"Quokka\""),
        ("/total_events", "-73913"),
        ("/total_events", "7391300"),
        ("/tools", "\"Quokka\""),
        ("/tools", """{"Quokka":{"calls":1}}"""),
        ("/tools", """{"Quokka":"Quokka"}"""),
        ("/tools", """{"Quokka Quokka":{"calls":1}}"""),
        ("/tools", """{"Bash":{"calls":"Quokka","errors":"Quokka","rejections":"Quokka","observed_calls":"Quokka"}}"""),
        ("/tools", """{"Quokka":{"calls":73913}}"""),
        ("/tools", """{"Quokka":{"calls":73913,"observed_calls":73914}}"""),
        ("/tools", """{"Bash":{"calls":1,"errors":-73913}}"""),
        ("/tools", """{"Bash":{"Quokka":"Quokka"}}"""),
        ("/skills", """{"Quokka":73913}"""),
        ("/skills", """{"Quokka Quokka":1,"Quokka":"Quokka"}"""),
        ("/mcp_servers", """{"Quokka":{"calls":73913},"Quokka Quokka":{}}"""),
        ("/installed_plugins", """["Quokka","Quokka Quokka",73913]"""),
        ("/model", "\"Quokka\""),
        ("/model", "\"Quokka Quokka\""),
        ("/model", "[\"Quokka\"]"),
        ("/client", "\"Quokka\""),
        ("/edit_without_read", "\"Quokka\""),
        ("/edit_without_read", "7391300"),
        ("/Quokka", "\"Quokka\""),
        ("/Quokka", "[[[[[[[[[\"Quokka\"]]]]]]]]]"),
    ];

    private static readonly (string Place, string Json)[] DayCellPlaces =
    [
        ("/submission_token", "\"Quokka\""),
        ("/client", "\"Quokka\""),
        ("/client_version", "\"Quokka\""),
        ("/client_version", "\"Quokka Quokka\""),
        ("/Quokka", "\"Quokka\""),
        ("/days", "\"Quokka\""),
        ("/days/0", "\"Quokka\""),
        ("/days/0/Quokka", "\"Quokka\""),
        ("/days/0/day", "\"Quokka\""),
        ("/days/0/revision", "\"Quokka\""),
        ("/days/0/revision", "-73913"),
        ("/days/0/tools", """{"Quokka":{"calls":73913,"Quokka":1,"observed_calls":73914},"Quokka Quokka":{}}"""),
        ("/days/0/tools", """{"Quokka":{"calls":73913}}"""),
        ("/days/0/skills", """{"Quokka":73913,"Quokka Quokka":1}"""),
        ("/days/0/mcp_servers", """{"Quokka":{"calls":73913,"rejections":1}}"""),
        ("/days/0/plugins", """["Quokka","Quokka Quokka",73913]"""),
        ("/days/0/models", """{"Quokka":73913,"Quokka Quokka":1}"""),
        ("/days/0/edit_without_read", "\"Quokka\""),
    ];

    private static readonly string[] Texts =
    [
        "Quokka",
        "\"Quokka\"",
        "[\"Quokka\"]",
        "{\"Quokka\":Quokka}",
        "{\"Quokka\":1,\"Quokka\":2}",
        "{\"tools\":{\"Quokka\":{\"Quokka\":1,\"Quokka\":1},\"Quokka\":1}}",
        "{\"submission_token\":\"Quokka\",\"generated\":\"\\ud800\"}",
        "{\"submission_token\":\"Quokka",
    ];

    [Fact]
    public async Task AnyEndpoint_MarkerInEveryPlace_NeverComesBack()
    {
        foreach (var (place, json) in SnapshotPlaces)
        {
            await SubmitTwiceAsync(Snapshot().With(place, json));
        }

        foreach (var (place, json) in DayCellPlaces)
        {
            await SubmitTwiceAsync(DayCell().With(place, json));
        }

        foreach (var body in Texts.Select(Encoding.UTF8.GetBytes))
        {
            await SubmitAsync(body);
            await SubmitAsync(body, encoding: "gzip");
        }

        await SubmitAsync([.. "{\"a\":\"Quokka"u8, 0xFF, .. "\"}"u8]);
        await SubmitAsync(Snapshot().WithToken(Marker).ToBytes(), encoding: Marker);
        await SubmitAsync(Snapshot().WithToken(Marker).ToBytes(), signature: Marker);
        await SendAsync("GET", $"{Endpoints.Stats}?window={Marker}");
        await SendAsync("GET", $"{Endpoints.Stats}?client={Marker}");
        await SendAsync("GET", $"/{Marker}?{Marker}={Marker}");
        await SendAsync("DELETE", $"{Endpoints.Submit}?{Marker}={Marker}");
        await SendAsync("DELETE", $"/v1/api/user/{Marker}");
        await SendAsync("DELETE", $"/v1/api/user/{Marker}{new string('x', 64)}");
        await SendAsync("POST", Endpoints.Admin, ("Authorization", $"Bearer {Marker}"));
        await SendAsync(
            "GET",
            Endpoints.Stats,
            ("User-Agent", Marker),
            ("If-None-Match", $"\"{Marker}\""),
            ("Cookie", $"{Marker}={Marker}")
        );
        await SendAsync("GET", Endpoints.Stats, ("X-Forwarded-For", Marker), ("Forwarded", $"for={Marker}"), ("X-Request-Id", Marker));
        await SendAsync("GET", Endpoints.Stats, ("Origin", $"https://{Marker}.example"));

        // Stopping the server flushes its console.
        Assert.Equal(0, await fixture.Server.StopAsync());
        Assert.Contains("Application is shutting down", fixture.Server.Output, StringComparison.Ordinal);
        AssertUnmarked("console", fixture.Server.Output);
    }

    private static void AssertUnmarked(string where, string text) =>
        Assert.False(
            text.Contains(Marker, StringComparison.OrdinalIgnoreCase) || text.Contains(MarkerNumber, StringComparison.Ordinal),
            $"{where}: {text}"
        );

    private async Task SubmitTwiceAsync(JsonObject report)
    {
        await SubmitAsync(report.ToBytes());
        await SubmitAsync(report.ToBytes());
    }

    private async Task SubmitAsync(byte[] body, string? encoding = null, string? signature = null)
    {
        var answer = await fixture.Server.SubmitAsync(body, encoding, signature);
        Assert.InRange(answer.Status, 200, 499);
        AssertUnmarked(Encoding.UTF8.GetString(body), answer.ToString() + string.Concat(answer.Headers));
    }

    private async Task SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        var answer = await fixture.Server.SendAsync(method, path, headers);
        Assert.InRange(answer.Status, 200, 499);
        AssertUnmarked($"{method} {path}", answer.ToString() + string.Concat(answer.Headers));
    }
}

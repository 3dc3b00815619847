using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ToolTime.Api.Tests.OpenApi;

/// <summary>The API's document, and the page to try it.</summary>
public sealed class OpenApiTests(ServerFixture fixture)
{
    private const string Document = "/openapi/v1.json";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>TOOLTIME_RENEW_SNAPSHOTS=1 rewrites the snapshot; read it before committing it.</summary>
    [Fact]
    public async Task Document_AsItIsServed_IsItsSnapshot()
    {
        var answer = await fixture.Server.SendAsync("GET", Document);
        Assert.Equal(
            (200, "application/json; charset=utf-8", "public, max-age=300"),
            (answer.Status, answer.Headers["Content-Type"], answer.Headers["Cache-Control"])
        );
        var indented = answer.Json.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("TOOLTIME_RENEW_SNAPSHOTS") is "1")
        {
            await File.WriteAllTextAsync(SnapshotPath(), indented, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(SnapshotPath(), TestContext.Current.CancellationToken), indented);
        Assert.Equal(304, (await fixture.Server.SendAsync("GET", Document, ("If-None-Match", answer.Headers["ETag"]))).Status);
    }

    [Fact]
    public async Task Document_EveryOperation_SaysWhatItDoesAndAnswers()
    {
        var document = await fixture.Server.GetJsonAsync(Document);
        Assert.StartsWith("3.1.", (string?)document["openapi"], StringComparison.Ordinal);
        var operations = document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Select(operation => operation.Value!)
            .ToList();
        Assert.Equal(21, operations.Count);
        Assert.Equal(operations.Count, operations.Select(operation => (string)operation["operationId"]!).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty((string)operation["summary"]!);
            Assert.NotNull(operation["responses"]!["200"]!["content"]);
            Assert.All(operation["parameters"]?.AsArray() ?? [], parameter => Assert.NotEmpty((string)parameter!["description"]!));
        });
    }

    [Theory]
    [InlineData("/v1/api/stats", "StatsDocument")]
    [InlineData("/v1/api/stats?window=month", "ProblemDocument")]
    [InlineData("/v1/api/privacy", "PrivacyAnswer")]
    [InlineData("/v1/api/tables/tool", "TableAnswer")]
    [InlineData("/v1/api/telemetry/cli", "TelemetryDocument")]
    [InlineData("/v1/api/trends/tool/nobody-knows", "ProblemDocument")]
    public async Task Document_SchemaOfAnAnswer_TakesTheAnswer(string path, string schema)
    {
        var document = await fixture.Server.GetJsonAsync(Document);
        var answer = await fixture.Server.SendAsync("GET", path);
        Assert.Empty(SchemaFaults.Find(document, $"#/components/schemas/{schema}", answer.Json));
    }

    [Fact]
    public async Task Page_EveryEndpointThatReads_HasAFormAndNoScript()
    {
        var answer = await fixture.Server.SendAsync("GET", "/openapi");
        Assert.Equal((200, "text/html; charset=utf-8"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.Contains("script-src 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        var document = await fixture.Server.GetJsonAsync(Document);
        Assert.All(
            document["paths"]!.AsObject().Where(path => path.Value!["get"] is not null),
            path => Assert.Contains($"name=\"endpoint\" value=\"{path.Key}\"", answer.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("endpoint=/v1/api/stats&window=4w&client=", "/v1/api/stats?window=4w")]
    [InlineData("endpoint=/v1/api/trends/{dimension}/{name}&dimension=plugin&name=@a/b&weeks=4", "/v1/api/trends/plugin/%40a%2Fb?weeks=4")]
    [InlineData(
        "endpoint=/v1/api/tables/{dimension}&dimension=../../x&format=csv&window=a%26b",
        "/v1/api/tables/..%2F..%2Fx?window=a%26b&format=csv"
    )]
    public async Task Go_ChosenEndpoint_LeadsThere(string query, string location)
    {
        var answer = await fixture.Server.SendAsync("GET", $"/openapi/go?{query}");
        Assert.Equal((302, location), (answer.Status, answer.Headers["Location"]));
    }

    [Theory]
    [InlineData("", 404)]
    [InlineData("endpoint=https://evil.example", 404)]
    [InlineData("endpoint=//evil.example", 404)]
    [InlineData("endpoint=/v1/api/submit", 404)]
    [InlineData("endpoint=/v1/api/trends/{dimension}/{name}&dimension=tool&name=", 400)]
    public async Task Go_AnythingElse_LeadsNowhere(string query, int status)
    {
        var answer = await fixture.Server.SendAsync("GET", $"/openapi/go?{query}");
        Assert.Equal(status, answer.Status);
        Assert.DoesNotContain("evil", answer.Text, StringComparison.Ordinal);
    }

    private static string SnapshotPath([CallerFilePath] string caller = "") => Path.Combine(Path.GetDirectoryName(caller)!, "openapi.json");
}

namespace ToolTime.Api.Tests;

/// <summary>Any page may read the public endpoints, and none the operators'.</summary>
public sealed class CorsTests(ServerFixture fixture)
{
    private static readonly (string Name, string Value) Origin = ("Origin", "https://dashboard.example");

    [Theory]
    [InlineData("GET", Endpoints.Stats, 200)]
    [InlineData("HEAD", Endpoints.Stats, 200)]
    [InlineData("GET", Endpoints.Stats + "?window=month", 400)]
    [InlineData("GET", "/v1/api/tables/tool", 200)]
    [InlineData("GET", "/v1/api/schema/submission", 200)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/v1/api/tables/tool?format=csv", 200)]
    [InlineData("POST", Endpoints.Submit, 400)]
    public async Task PublicEndpoint_OtherOrigin_IsOpenWithoutCookies(string method, string path, int status)
    {
        var answer = await fixture.Server.SendAsync(method, path, Origin);
        Assert.Equal((status, "*"), (answer.Status, answer.Headers.GetValueOrDefault("Access-Control-Allow-Origin")));
        Assert.DoesNotContain("Access-Control-Allow-Credentials", answer.Headers.Keys);
    }

    [Fact]
    public async Task Submit_OtherOrigin_MayReadTheReceipt()
    {
        using var content = new ByteArrayContent(Report.Snapshot().ToBytes()) { Headers = { ContentType = new("application/json") } };
        var answer = await fixture.Server.SendAsync(HttpMethod.Post, Endpoints.Submit, content, Origin);
        Assert.Equal((200, "*"), (answer.Status, answer.Headers.GetValueOrDefault("Access-Control-Allow-Origin")));
    }

    [Theory]
    [InlineData(Endpoints.Submit, "POST")]
    [InlineData(Endpoints.Stats, "GET")]
    public async Task PublicEndpoint_Preflight_IsAllowed(string path, string method)
    {
        var answer = await fixture.Server.SendAsync(
            "OPTIONS",
            path,
            Origin,
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", "content-type,x-signature")
        );
        Assert.Equal((204, "*"), (answer.Status, answer.Headers.GetValueOrDefault("Access-Control-Allow-Origin")));
        Assert.Contains(method, answer.Headers["Access-Control-Allow-Methods"], StringComparison.Ordinal);
        Assert.Equal("content-type,x-signature", answer.Headers["Access-Control-Allow-Headers"]);
        Assert.DoesNotContain("Access-Control-Allow-Credentials", answer.Headers.Keys);
    }

    [Theory]
    [InlineData("POST", Endpoints.Admin)]
    [InlineData("OPTIONS", Endpoints.Admin)]
    [InlineData("POST", "/mcp")]
    [InlineData("OPTIONS", "/mcp")]
    [InlineData("GET", "/readyz")]
    [InlineData("GET", "/nothing")]
    public async Task OtherEndpoint_OtherOrigin_IsClosed(string method, string path)
    {
        var answer = await fixture.Server.SendAsync(
            method, path, Origin, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization"));
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }
}

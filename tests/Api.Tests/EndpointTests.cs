namespace ToolTime.Api.Tests;

/// <summary>Endpoints that do not exist, methods that are not allowed, and endpoints for monitoring.</summary>
public sealed class EndpointTests(ServerFixture fixture)
{
    [Theory]
    [InlineData("GET", "/nothing/SECRET")]
    [InlineData("POST", "/v1/api/submit/SECRET")]
    [InlineData("GET", "/v1/api/stats/SECRET?SECRET=SECRET")]
    [InlineData("GET", "/v1/api/admin/SECRET")]
    public async Task UnknownEndpoint_AnyMethod_IsNotFound(string method, string path)
    {
        var answer = await fixture.Server.SendAsync(method, path);
        answer.AssertFaults(404, new Fault("", "not_found"));
        Assert.DoesNotContain("SECRET", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8")]
    [InlineData("application/json, text/html;q=0.9", "application/problem+json")]
    [InlineData("*/*", "application/problem+json")]
    public async Task UnknownEndpoint_ByWhatIsAccepted_IsAPageOrAProblemDocument(string accepted, string type)
    {
        var answer = await fixture.Server.SendAsync("GET", "/nothing/SECRET", ("Accept", accepted));
        Assert.Equal((404, type), (answer.Status, answer.Headers["Content-Type"]));
        Assert.DoesNotContain("SECRET", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", Endpoints.Submit, "POST")]
    [InlineData("DELETE", Endpoints.Submit, "POST")]
    [InlineData("POST", Endpoints.Stats, "GET, HEAD")]
    [InlineData("GET", Endpoints.Admin, "POST")]
    [InlineData("POST", "/v1/api/tables/tool", "GET, HEAD")]
    [InlineData("DELETE", "/v1/api/schema/submission", "GET, HEAD")]
    [InlineData("POST", "/openapi/v1.json", "GET, HEAD")]
    public async Task KnownEndpoint_OtherMethod_IsNotAllowed(string method, string path, string allowed)
    {
        var answer = await fixture.Server.SendAsync(method, path);
        answer.AssertFaults(405, new Fault("", "method"));
        Assert.Equal(allowed, answer.Headers["Allow"]);
    }

    [Theory]
    [InlineData("/healthz", "ok")]
    [InlineData("/readyz", "Healthy")]
    public async Task HealthEndpoint_ServerThatWorks_SaysSo(string path, string text)
    {
        var answer = await fixture.Server.SendAsync("GET", path);
        Assert.Equal((200, text), (answer.Status, answer.Text));
        Assert.StartsWith("text/plain", answer.Headers["Content-Type"], StringComparison.Ordinal);
    }

    // As uptime monitors request it.
    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/v1/api/privacy")]
    [InlineData(Endpoints.Stats)]
    public async Task Endpoint_ThatIsRead_AnswersHead(string path)
    {
        var answer = await fixture.Server.SendAsync("HEAD", path);
        Assert.Equal((200, ""), (answer.Status, answer.Text));
    }
}

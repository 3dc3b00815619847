namespace ToolTime.Api.Tests;

/// <summary>Doors that are not there, ways that are not open, and those for machines.</summary>
public sealed class DoorTests(ServerFixture fixture)
{
    [Theory]
    [InlineData("GET", "/nothing/SECRET")]
    [InlineData("POST", "/v1/api/submit/SECRET")]
    [InlineData("GET", "/v1/api/stats/SECRET?SECRET=SECRET")]
    [InlineData("GET", "/v1/api/admin/SECRET")]
    public async Task UnknownDoor_AnyMethod_IsNotFound(string method, string path)
    {
        var answer = await fixture.Server.SendAsync(method, path);
        answer.AssertFaults(404, new Fault("", "not_found"));
        Assert.DoesNotContain("SECRET", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", Doors.Submit, "POST")]
    [InlineData("DELETE", Doors.Submit, "POST")]
    [InlineData("POST", Doors.Stats, "GET, HEAD")]
    [InlineData("GET", Doors.Admin, "POST")]
    [InlineData("POST", "/v1/api/tables/tool", "GET, HEAD")]
    [InlineData("DELETE", "/v1/api/schema/submission", "GET, HEAD")]
    [InlineData("POST", "/openapi/v1.json", "GET, HEAD")]
    public async Task KnownDoor_OtherMethod_IsNotAllowed(string method, string path, string allowed)
    {
        var answer = await fixture.Server.SendAsync(method, path);
        answer.AssertFaults(405, new Fault("", "method"));
        Assert.Equal(allowed, answer.Headers["Allow"]);
    }

    [Theory]
    [InlineData("/healthz", "ok")]
    [InlineData("/readyz", "Healthy")]
    public async Task HealthDoor_ServerThatWorks_SaysSo(string path, string text)
    {
        var answer = await fixture.Server.SendAsync("GET", path);
        Assert.Equal((200, text), (answer.Status, answer.Text));
        Assert.StartsWith("text/plain", answer.Headers["Content-Type"], StringComparison.Ordinal);
    }
}

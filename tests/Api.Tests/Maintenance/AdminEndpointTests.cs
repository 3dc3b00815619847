using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Maintenance;

public sealed class AdminEndpointTests(ServerFixture fixture)
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong-token-of-the-tests-1234")]
    [InlineData("Bearer " + RunningServer.AdminToken + "x")]
    [InlineData("Bearer x" + RunningServer.AdminToken)]
    [InlineData("Basic " + RunningServer.AdminToken)]
    [InlineData(RunningServer.AdminToken)]
    public async Task RunMaintenance_WithoutTheToken_IsRefused(string? authorization)
    {
        var answer = await fixture.Server.SendAsync(
            "POST",
            Endpoints.Admin,
            authorization is null ? [] : [("Authorization", authorization)]
        );
        answer.AssertFaults(401, new Fault("", "unauthorized"));
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task Operators_NoTokenConfigured_HaveNoPagesAndNoMaintenance()
    {
        await using var server = InProcessServer.Prepare(Report.Now);
        server.HasOperators = false;
        await server.StartAsync();
        foreach (var authorization in new[] { "Bearer ", "Bearer null", $"Bearer {RunningServer.AdminToken}" })
        {
            (await server.SendAsync("POST", Endpoints.Admin, ("Authorization", authorization))).AssertFaults(
                401,
                new Fault("", "unauthorized")
            );
        }

        foreach (var page in (string[])[.. Operators.OperatorPagesTests.Paths, "/operator/login"])
        {
            Assert.Equal(404, (await server.SendAsync("GET", page)).Status);
        }
    }
}

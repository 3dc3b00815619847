using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Maintenance;

public sealed class AdminDoorTests(ServerFixture fixture)
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong-token-of-the-tests-1234")]
    [InlineData("Bearer " + ServerProcess.AdminToken + "x")]
    [InlineData("Bearer x" + ServerProcess.AdminToken)]
    [InlineData("Basic " + ServerProcess.AdminToken)]
    [InlineData(ServerProcess.AdminToken)]
    public async Task RunMaintenance_WithoutTheToken_IsRefused(string? authorization)
    {
        var answer = await fixture.Server.SendAsync("POST", Doors.Admin, authorization is null ? [] : [("Authorization", authorization)]);
        answer.AssertFaults(401, new Fault("", "unauthorized"));
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task RunMaintenance_NoTokenConfigured_IsRefusedToAll()
    {
        await using var server = await ServerWithoutAdmin.StartAsync();
        foreach (var authorization in new[] { "Bearer ", "Bearer null", $"Bearer {ServerProcess.AdminToken}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Doors.Admin, UriKind.Relative));
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            (await Answer.ReadAsync(response)).AssertFaults(401, new Fault("", "unauthorized"));
        }
    }
}

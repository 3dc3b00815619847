namespace ToolTime.Api.Tests.Connections;

/// <summary>A path with steps in it ends in another segment than it seems to, so that another token's data would be deleted.</summary>
public sealed class DotSegmentTests(ServerFixture fixture)
{
    [Theory]
    [InlineData("abc", 200)]
    [InlineData("abc/.", 400)]
    [InlineData("abc/x/..", 400)]
    [InlineData("abc/%2e", 400)]
    public async Task Delete_APathThatEndsInAStep_IsRefused(string path, int status)
    {
        using var connection = await RawConnection.OpenAsync(fixture.Server);
        await connection.SendAsync($"DELETE /v1/api/user/{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.Equal([status], await connection.ReadToEndAsync());
    }
}

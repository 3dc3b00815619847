using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Tests.Sharing;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8787", "http://127.0.0.1:8787/v1/api/submit")]
    [InlineData("http://localhost:8787/", "http://localhost:8787/v1/api/submit")]
    [InlineData("http://[::1]:8787", "http://[::1]:8787/v1/api/submit")]
    [InlineData("https://stats.example/base/", "https://stats.example/base/v1/api/submit")]
    [InlineData("http://stats.example", null)]
    [InlineData("http://192.168.1.2", null)]
    [InlineData("http://loopback", "http://localhost/v1/api/submit")]
    [InlineData("http://127.0.0.1.example.com", null)]
    [InlineData("http://127.0.0.1@example.com", null)]
    [InlineData("https://user:word@stats.example", null)]
    [InlineData("https://stats.example/?a=b", null)]
    [InlineData("ftp://127.0.0.1", null)]
    [InlineData("file:///etc", null)]
    [InlineData("127.0.0.1:8787", null)]
    [InlineData("", null)]
    public void Submit_Server_IsTakenWhereATokenIsSafe(string server, string? address) =>
        Assert.Equal(address, Endpoint.Submit(server)?.AbsoluteUri);
}

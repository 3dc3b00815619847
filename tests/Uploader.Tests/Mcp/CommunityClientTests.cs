using ToolTime.Uploader.Mcp;

namespace ToolTime.Uploader.Tests.Mcp;

public sealed class CommunityClientTests
{
    [Fact]
    public async Task Stats_ServerThatNeverAnswers_IsNotAskedAgainFor30Seconds()
    {
        var now = new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);
        using var handler = new Silent();
        using var http = new HttpClient(handler);
        using var client = new CommunityClient(new Uri("http://127.0.0.1:9/"), http, () => now);
        foreach (var (seconds, asked) in ((int, int)[])[(0, 1), (29, 1), (1, 2)])
        {
            now = now.AddSeconds(seconds);
            await Assert.ThrowsAsync<CommunityUnavailableException>(() => client.StatsAsync("4w", TestContext.Current.CancellationToken));
            Assert.Equal(asked, handler.Asked);
        }
    }

    private sealed class Silent : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            throw new TaskCanceledException();
        }
    }
}

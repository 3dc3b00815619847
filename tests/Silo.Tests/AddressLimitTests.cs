using System.Net;
using System.Text;

namespace ToolTime.Silo.Tests;

public sealed class AddressLimitTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 21, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Submit_MoreThanAnAddressHas_Is429UntilTheNextUtcDay()
    {
        await using var server = await StartBehindProxyAsync(perDay: 2);
        Assert.Equal(HttpStatusCode.OK, await SubmitAsync(server, 1, "203.0.113.7"));
        Assert.Equal(HttpStatusCode.OK, await SubmitAsync(server, 2, "203.0.113.7"));
        using (var refused = await SendAsync(server, 3, "203.0.113.7"))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal("10800", Assert.Single(refused.Headers.GetValues("Retry-After")));
            Assert.Equal("\"address\";q=2;w=86400", Assert.Single(refused.Headers.GetValues("RateLimit-Policy")));
            Assert.Equal("\"address\";r=0;t=10800", Assert.Single(refused.Headers.GetValues("RateLimit")));
        }

        Assert.Equal(HttpStatusCode.OK, await SubmitAsync(server, 3, "203.0.113.8"));
        server.SetClock(Now.AddHours(3));
        Assert.Equal(HttpStatusCode.OK, await SubmitAsync(server, 4, "203.0.113.7"));
    }

    [Fact]
    public async Task Submit_DuplicatesAndFaults_CostAnAddressNothing()
    {
        await using var server = await StartBehindProxyAsync(perDay: 2);
        Assert.Equal(HttpStatusCode.OK, await SubmitAsync(server, 1, "203.0.113.7"));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await SubmitAsync(server, 1, "203.0.113.7"));
            Assert.Equal(HttpStatusCode.BadRequest, await SubmitAsync(server, 1, "203.0.113.7", day: "2020-01-01"));
        }

        Assert.Equal(HttpStatusCode.OK, await SubmitAsync(server, 2, "203.0.113.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SubmitAsync(server, 3, "203.0.113.7"));
    }

    [Fact]
    public async Task Delete_MoreThanAnAddressHas_Is429AndDeletesNothing()
    {
        await using var server = await StartBehindProxyAsync(perDay: 1);
        Assert.Equal(HttpStatusCode.OK, await SubmitAsync(server, 1, "203.0.113.7"));
        using (var unknown = await DeleteAsync(server, 9, "203.0.113.7"))
        {
            Assert.Equal(HttpStatusCode.OK, unknown.StatusCode);
        }

        using (var refused = await DeleteAsync(server, 1, "203.0.113.7"))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal("\"deletion\";r=0;t=10800", Assert.Single(refused.Headers.GetValues("RateLimit")));
        }

        Assert.Equal("1", await CountListedAsync(server));
        using var elsewhere = await DeleteAsync(server, 1, "203.0.113.8");
        Assert.Equal((HttpStatusCode.OK, "0"), (elsewhere.StatusCode, await CountListedAsync(server)));
    }

    [Theory]
    [InlineData("198.51.100.1, 203.0.113.7", "198.51.100.2, 203.0.113.7", true)]
    [InlineData("203.0.113.7, 127.0.0.1", "203.0.113.7", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7:50001", "203.0.113.7:50002", true)]
    [InlineData("203.0.113.7:50001", "203.0.113.8:50001", false)]
    public async Task Submit_ForwardedByTrustedProxy_CountsTheRightMostUntrustedHop(string first, string second, bool same)
    {
        await using var server = await StartBehindProxyAsync(perDay: 1);
        Assert.Equal(HttpStatusCode.OK, await SubmitAsync(server, 1, first));
        Assert.Equal(same ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, await SubmitAsync(server, 2, second));
    }

    [Fact]
    public async Task Submit_LoopbackPeerWithoutTrustedProxies_IsNotLimitedWhateverItClaims()
    {
        await using var server = await InProcessServer.StartAsync(Now, "--Ingestion:PerAddressPerDay", "1");
        Assert.Equal(HttpStatusCode.OK, await SubmitAsync(server, 1, "203.0.113.7"));
        Assert.Equal(HttpStatusCode.OK, await SubmitAsync(server, 2, "203.0.113.7"));
    }

    private static Task<InProcessServer> StartBehindProxyAsync(int perDay) =>
        InProcessServer.StartAsync(Now, "--Ingestion:PerAddressPerDay", $"{perDay}", "--Ingestion:TrustedProxies:0", "127.0.0.0/8");

    private static async Task<HttpStatusCode> SubmitAsync(
        InProcessServer server,
        int submitter,
        string forwardedFor,
        string day = "2026-11-16"
    )
    {
        using var response = await SendAsync(server, submitter, forwardedFor, day);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> DeleteAsync(InProcessServer server, int submitter, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri($"/v1/api/user/{Reports.Token(submitter)}", UriKind.Relative))
        {
            Headers = { { "X-Forwarded-For", forwardedFor } },
        };
        return await server.Client.SendAsync(request);
    }

    private static async Task<string> CountListedAsync(InProcessServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/api/admin/submissions", UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", RunningServer.AdminToken) },
        };
        using var response = await server.Client.SendAsync(request);
        return $"{(await RunningServer.ReadJsonAsync(response))["submissions"]!.AsArray().Count}";
    }

    private static async Task<HttpResponseMessage> SendAsync(
        InProcessServer server,
        int submitter,
        string forwardedFor,
        string day = "2026-11-16"
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/api/submit", UriKind.Relative))
        {
            Content = new StringContent(Reports.Cell(submitter, day, calls: 3).ToJsonString(), Encoding.UTF8, "application/json"),
            Headers = { { "X-Forwarded-For", forwardedFor } },
        };
        return await server.Client.SendAsync(request);
    }
}

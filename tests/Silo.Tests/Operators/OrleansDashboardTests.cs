using System.Net;

namespace ToolTime.Silo.Tests.Operators;

/// <summary>The dashboard's pages of one silo.</summary>
public sealed class OrleansDashboardTests
{
    [Theory]
    [InlineData("HistoricalStats")]
    [InlineData("SiloCounters")]
    [InlineData("SiloMetadata")]
    [InlineData("SiloProperties")]
    [InlineData("silostats")]
    public async Task Page_OfASilo_IsThereOfThoseOfTheClusterAlone(string page)
    {
        await using var server = await InProcessServer.StartAsync(new(2026, 11, 24, 23, 0, 0, TimeSpan.Zero));
        var silo = server.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, $"{page}/{silo.ToParsableString()}"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(server, $"{page}/127.0.0.1:1@5"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(server, $"{page}/nonsense"));
    }

    private static async Task<HttpStatusCode> GetAsync(InProcessServer server, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/operator/orleans/{path}", UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", RunningServer.AdminToken) },
        };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}

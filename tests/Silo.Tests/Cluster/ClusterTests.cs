using System.Net;

namespace ToolTime.Silo.Tests.Cluster;

/// <summary>Silos and front ends as processes with one PostgreSQL. The tests share one whole silo, which has endpoints, too.</summary>
public sealed class ClusterTests(WholeSilo cluster) : IClassFixture<WholeSilo>
{
    private ServerProcess Whole => cluster.Server;

    [Fact]
    public async Task Submit_AtAFrontEnd_IsKnownToEveryServer()
    {
        await using var frontEnd = await cluster.StartAsync("api");
        Assert.Equal("ok", await frontEnd.SubmitAsync(Reports.Cell(1, WholeSilo.Today, 3)));
        Assert.Equal("duplicate", await Whole.SubmitAsync(Reports.Cell(1, WholeSilo.Today, 3)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(frontEnd, "/v1/api/stats"));
    }

    [Fact]
    public async Task Ready_OfEachRole_IsWhoTakesPartInTheCluster()
    {
        await using var silo = await cluster.StartAsync("silo");
        await using var frontEnd = await cluster.StartAsync("api");
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK),
            (await StatusAsync(Whole, "/readyz"), await StatusAsync(silo, "/readyz"), await StatusAsync(frontEnd, "/readyz"))
        );
        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.Unauthorized),
            (await StatusAsync(silo, "/v1/api/stats"), await StatusAsync(silo, "/metrics"))
        );
        Assert.Contains("\norleans_grains{grain_type=", await MetricsAsync(Whole), StringComparison.Ordinal);
        Assert.Contains("\norleans_catalog_activations{grain_type=", await MetricsAsync(silo), StringComparison.Ordinal);
        Assert.Contains("\norleans_client_connected_gateways ", await MetricsAsync(frontEnd), StringComparison.Ordinal);

        await silo.StopAsync();
        await Whole.StopAsync();
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable),
            (await StatusAsync(frontEnd, "/healthz"), await StatusAsync(frontEnd, "/readyz"))
        );
        await Whole.StartAsync();
    }

    [Fact]
    public async Task Stop_OfASilo_HandsItsGrainsOver()
    {
        await using var silo = await cluster.StartAsync("silo");
        var submitters = Enumerable.Range(100, 60).ToList();
        Assert.All(await SubmitAllAsync(submitters), status => Assert.Equal("ok", status));
        Assert.Equal(0, await silo.StopAsync());
        Assert.All(await SubmitAllAsync(submitters), status => Assert.Equal("duplicate", status));
    }

    [Fact]
    public async Task Kill_OfASilo_LeavesItsGrainsToTheOthers()
    {
        await using var silo = await cluster.StartAsync("silo");
        var submitters = Enumerable.Range(200, 60).ToList();
        Assert.All(await SubmitAllAsync(submitters), status => Assert.Equal("ok", status));
        await silo.KillAsync();

        // Until the dead silo is declared dead, its grains are unavailable; a client retries.
        foreach (var submitter in submitters)
        {
            string? status;
            do
            {
                status = await Whole.SubmitAsync(Reports.Cell(submitter, WholeSilo.Today, 1));
            } while (status is not ("ok" or "duplicate"));

            Assert.Equal("duplicate", status);
        }
    }

    [Fact]
    public async Task Dashboard_EachOfItsEndpoints_IsForOperators()
    {
        string[] paths = ["", "index.html", "index.min.js", "version", "DashboardCounters", "ClusterStats", "GrainTypes", "Reminders"];
        foreach (var path in paths.Select(name => new Uri($"/operator/orleans/{name}", UriKind.Relative)))
        {
            // A browser without a session is asked to log in.
            using var refused = await Whole.Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(
                (path, HttpStatusCode.SeeOther, "/operator/login"),
                (path, refused.StatusCode, refused.Headers.Location?.OriginalString)
            );
            using var request = new HttpRequestMessage(HttpMethod.Get, path)
            {
                Headers = { Authorization = new("Bearer", RunningServer.AdminToken) },
            };
            using var response = await Whole.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
        }
    }

    private static async Task<string> MetricsAsync(ServerProcess server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", RunningServer.AdminToken) },
        };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<HttpStatusCode> StatusAsync(ServerProcess server, string path)
    {
        using var response = await server.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private Task<string?[]> SubmitAllAsync(IEnumerable<int> submitters) =>
        Task.WhenAll(submitters.Select(submitter => Whole.SubmitAsync(Reports.Cell(submitter, WholeSilo.Today, 1))));
}

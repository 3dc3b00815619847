using System.Net.Http.Headers;

namespace ToolTime.ClusterBench;

/// <summary>Server processes over one store.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private Cluster(IStore store, int silos) =>
        Silos = [.. Enumerable.Range(1, silos).Select(number => new SiloProcess($"silo-{number}", store.SettingsOfServer()))];

    public IReadOnlyList<SiloProcess> Silos { get; }

    public static async Task<Cluster> StartAsync(IStore store, int silos)
    {
        var cluster = new Cluster(store, silos);
        foreach (var silo in cluster.Silos)
        {
            await silo.StartAsync();
        }

        return cluster;
    }

    /// <summary>Rolls up and publishes what is due.</summary>
    public async Task MaintainAsync()
    {
        using var client = new HttpClient { BaseAddress = Silos[0].Address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Submitters.AdminToken);
        using var response = await client.PostAsync(new Uri("/v1/api/admin/maintenance", UriKind.Relative), null);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos)
        {
            await silo.DisposeAsync();
        }
    }
}

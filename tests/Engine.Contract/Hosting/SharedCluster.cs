using ToolTime.Engine.Contract.Hosting;

[assembly: AssemblyFixture(typeof(SharedCluster))]

namespace ToolTime.Engine.Contract.Hosting;

/// <summary>The one engine that tests share which do not restart it. Each test uses keys of its own.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    private IEngineCluster? _cluster;

    public IGrainFactory Grains => _cluster!.Grains;

    public Task CollectIdleAsync() => _cluster!.CollectIdleAsync();

    public async ValueTask InitializeAsync() => _cluster = await EngineCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster!.DisposeAsync();
}

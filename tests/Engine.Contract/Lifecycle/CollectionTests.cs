using ToolTime.Engine.Contract.Grains;
using ToolTime.Engine.Contract.Hosting;

namespace ToolTime.Engine.Contract.Lifecycle;

/// <summary>On an engine of its own, since collection is for all grains.</summary>
public sealed class CollectionTests : IAsyncLifetime
{
    private readonly string _key = $"collection-{Guid.NewGuid():N}";
    private IEngineCluster? _cluster;

    private ILifecycleGrain Grain => _cluster!.Grains.GetGrain<ILifecycleGrain>(_key);

    private Probe Probe => Probe.Of(_key);

    public async ValueTask InitializeAsync() => _cluster = await EngineCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster!.DisposeAsync();

    [Fact]
    public async Task Collection_OfIdleGrain_EndsItsActivation()
    {
        var first = await Grain.Activation();

        await CollectUntilAsync(Probe.WhenAsync("deactivated: ActivationIdle"));

        Assert.NotEqual(first, await Grain.Activation());
    }

    [Fact]
    public async Task Collection_OfBusyGrain_LeavesItAlone()
    {
        var busy = _cluster!.Grains.GetGrain<ICallGrain>(_key);
        var held = busy.Hold("door");
        await Probe.WhenAsync("held");

        await _cluster.CollectIdleAsync();
        Probe.Open("door");

        await held;
    }

    [Fact]
    public async Task DelayDeactivation_OfIdleGrain_KeepsItFromCollection()
    {
        var other = _cluster!.Grains.GetGrain<ILifecycleGrain>($"{_key}-other");
        await other.Activation();
        var first = await Grain.Activation();
        await Grain.StayFor(TimeSpan.FromHours(1));

        await CollectUntilAsync(Probe.Of($"{_key}-other").WhenAsync("deactivated: ActivationIdle"));
        Assert.Equal(first, await Grain.Activation());

        await Grain.StayFor(TimeSpan.Zero);
        await CollectUntilAsync(Probe.WhenAsync("deactivated: ActivationIdle"));
    }

    [Fact]
    public async Task Stop_OfEngine_DeactivatesEveryGrain()
    {
        await Grain.Activation();

        await _cluster!.RestartAsync();

        Assert.Equal(["activated", "called", "deactivated: ShuttingDown", "scope was there"], Probe.Notes);
        await Grain.Activation();
    }

    // A grain is not idle yet in the moment between its answer and the end of its turn.
    private async Task CollectUntilAsync(Task ended)
    {
        while (!ended.IsCompleted)
        {
            await _cluster!.CollectIdleAsync();
            await Task.Yield();
        }

        await ended;
    }
}

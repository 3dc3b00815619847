using ToolTime.Engine.Contract.Grains;
using ToolTime.Engine.Contract.Hosting;

namespace ToolTime.Engine.Contract.Lifecycle;

public sealed class LifecycleTests(SharedCluster cluster)
{
    private readonly string _run = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task FirstCall_OfGrain_ComesAfterItsActivation()
    {
        var (grain, probe) = Take("plain");

        await grain.Activation();

        Assert.Equal(["activated", "called"], probe.Notes);
    }

    [Fact]
    public async Task Calls_OfOneGrain_ReachOneActivation()
    {
        var (grain, probe) = Take("plain");

        var activations = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(grain.Activation)));

        Assert.Single(activations.Distinct());
        Assert.Equal(1, probe.Count("activated"));
    }

    [Fact]
    public async Task DeactivateOnIdle_InTurn_EndsTheActivationAfterTheTurn()
    {
        var (grain, probe) = Take("plain");
        var first = await grain.Activation();

        var held = grain.EndHolding("door");
        await probe.WhenAsync("held");
        probe.Open("door");
        await held;

        Assert.NotEqual(first, await grain.Activation());
        Assert.Equal(
            ["activated", "called", "held", "let go", "deactivated: ApplicationRequested", "scope was there", "activated", "called"], probe.Notes);
    }

    [Fact]
    public async Task Call_WhileGrainDeactivates_WaitsForAFreshActivation()
    {
        var (grain, probe) = Take("ends-slowly");
        var first = await grain.Activation();
        await grain.EndActivation();
        await probe.WhenAsync("deactivated: ApplicationRequested");

        var call = grain.Activation();
        Assert.False(call.IsCompleted);
        probe.Open("end");

        Assert.NotEqual(first, await call);
        Assert.False(probe.Overlapped);
    }

    [Fact]
    public async Task OnActivateAsync_ThatThrows_FailsTheCallsThatWait()
    {
        var (grain, probe) = Take("fails-once");
        var calls = Enumerable.Range(0, 5).Select(_ => grain.Activation()).ToArray();
        await probe.WhenAsync("activated");
        probe.Open("fail");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => calls[0]);

        Assert.Equal("not today", exception.Message);
    }

    [Fact]
    public async Task Call_AfterFailedActivation_TriesAnew()
    {
        var (grain, probe) = Take("fails-once");
        probe.Open("fail");
        await Assert.ThrowsAsync<InvalidOperationException>(grain.Activation);

        await grain.Activation();

        Assert.Equal(["activated", "activated", "called"], probe.Notes);
    }

    [Fact]
    public async Task OnDeactivateAsync_ThatThrows_EndsTheActivationAllTheSame()
    {
        var (grain, probe) = Take("ends-badly");
        var first = await grain.Activation();
        await grain.EndActivation();

        Assert.NotEqual(first, await grain.Activation());
        Assert.Equal(1, probe.Count("deactivated: ApplicationRequested"));
    }

    [Fact]
    public async Task Scope_OfActivation_IsItsOwn()
    {
        var (grain, _) = Take("plain");
        var first = await grain.ScopedServices();
        await grain.EndActivation();
        var second = await grain.ScopedServices();

        Assert.Single(first.Distinct());
        Assert.Single(second.Distinct());
        Assert.NotEqual(first[0], second[0]);
    }

    [Fact]
    public async Task Grain_WithoutTheBaseClass_LivesAndIsDisposedOf()
    {
        var key = $"lifecycle-bare-{_run}";
        var grain = cluster.Grains.GetGrain<IPlainGrain>(key);

        Assert.Equal(key, await grain.Name());
        await grain.EndActivation();
        await Probe.Of(key).WhenAsync("disposed");

        Assert.Equal(key, await grain.Name());
    }

    private (ILifecycleGrain Grain, Probe Probe) Take(string kind)
    {
        var key = $"lifecycle-{kind}-{_run}";
        return (cluster.Grains.GetGrain<ILifecycleGrain>(key), Probe.Of(key));
    }
}

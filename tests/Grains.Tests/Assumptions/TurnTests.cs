using ToolTime.Grains.Tests.Hosting;

namespace ToolTime.Grains.Tests.Assumptions;

/// <summary>What the product's grains assume about Orleans' turns, so that a new version cannot change it unnoticed.</summary>
public sealed class TurnTests : GrainTest
{
    private readonly string _key = $"{Guid.NewGuid():n}";

    private IProbeGrain Probe => Host.Grains.GetGrain<IProbeGrain>(_key);

    [Fact]
    public async Task Call_AnotherIsAtItsAwait_WaitsForItsEnd()
    {
        var probe = Probe;
        var held = probe.HoldAsync(1);
        await IProbeGrain.Gate.For(_key).Begun.Task;
        var next = probe.AppendAsync(2);
        IProbeGrain.Gate.For(_key).Opened.SetResult();
        await Task.WhenAll(held, next);
        Assert.Equal([1, 2], await probe.ListAsync());
    }

    [Fact]
    public async Task Call_TheCallerStopsWaiting_GoesOnToItsEnd()
    {
        using var impatience = new CancellationTokenSource();
        var probe = Probe;
        var held = probe.HoldAsync(1).WaitAsync(impatience.Token);
        await IProbeGrain.Gate.For(_key).Begun.Task;
        var queued = probe.AppendAsync(2).WaitAsync(impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);

        IProbeGrain.Gate.For(_key).Opened.SetResult();
        Assert.Equal([1, 2], await probe.ListAsync());
    }

    [Fact]
    public async Task Call_LongerThanItsResponseTimeout_FailsForTheCallerAndGoesOnToItsEnd()
    {
        var probe = Probe;
        await Assert.ThrowsAsync<TimeoutException>(() => probe.HoldBrieflyAsync(1));
        IProbeGrain.Gate.For(_key).Opened.SetResult();
        Assert.Equal([1], await probe.ListAsync());
    }
}

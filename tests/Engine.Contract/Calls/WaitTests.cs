using ToolTime.Engine.Contract.Grains;
using ToolTime.Engine.Contract.Hosting;

namespace ToolTime.Engine.Contract.Calls;

public sealed class WaitTests(SharedCluster cluster)
{
    private readonly string _key = $"wait-{Guid.NewGuid():N}";

    private ICallGrain Grain => cluster.Grains.GetGrain<ICallGrain>(_key);

    private Probe Probe => Probe.Of(_key);

    [Fact]
    public async Task ResponseTimeout_WhileTurnRuns_EndsTheWaitAndNotTheTurn()
    {
        var call = Grain.WithinHalfASecond("door");
        await Probe.WhenAsync("door begun");

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal(0, Probe.Count("door done"));

        Probe.Open("door");
        await Probe.WhenAsync("door done");
        Assert.Equal(1, await Grain.Value(1));
    }

    [Fact]
    public async Task Call_OfItself_TimesOutAndLeavesTheGrainUsable()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.AskItself());

        Assert.Equal(1, await Grain.Value(1));
    }

    [Fact]
    public async Task Cancel_WhileTurnRuns_EndsTheWaitAndTellsTheGrain()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Grain.WaitForToken(cancellation.Token);
        await Probe.WhenAsync("waiting");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Probe.WhenAsync("told");
        Assert.Equal(1, await Grain.Value(1));
    }

    [Fact]
    public async Task Cancel_WhileTurnWaits_EndsTheWaitAtOnce()
    {
        using var cancellation = new CancellationTokenSource();
        var running = Grain.Hold("door");
        await Probe.WhenAsync("held");
        var waiting = Grain.HoldCancellably("door", cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Probe.Open("door");
        await running;
        Assert.Equal(1, await Grain.Value(1));
    }

    [Fact]
    public async Task Cancel_BeforeTheCall_NeverReachesTheGrain()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Grain.WaitForToken(new CancellationToken(canceled: true)));

        Assert.Equal(1, await Grain.Value(1));
        Assert.Empty(Probe.Notes);
    }
}

using ToolTime.Engine.Contract.Grains;
using ToolTime.Engine.Contract.Hosting;

namespace ToolTime.Engine.Contract.Timers;

public sealed class TimerTests(SharedCluster cluster)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    private readonly string _key = $"timer-{Guid.NewGuid():N}";

    private ITimerGrain Grain => cluster.Grains.GetGrain<ITimerGrain>(_key);

    private Probe Probe => Probe.Of(_key);

    [Fact]
    public async Task Timer_WithPeriod_TicksAgainAndAgain()
    {
        await Grain.Start("tick", Soon, Soon);

        await Probe.WhenAsync("tick", times: 3);
        await Grain.DisposeTimers();
    }

    [Fact]
    public async Task Timer_WithoutPeriod_TicksOnce()
    {
        await Grain.Start("once", TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await Probe.WhenAsync("once");

        await Grain.Start("tick", Soon, Soon);
        await Probe.WhenAsync("tick", times: 3);

        Assert.Equal(1, Probe.Count("once"));
        await Grain.DisposeTimers();
    }

    [Fact]
    public async Task Timer_DueDuringTurn_WaitsForItsEnd()
    {
        var held = Grain.HoldWithTimerDue("tick", "door");
        await Probe.WhenAsync("held");
        Probe.Open("door");
        await held;
        await Probe.WhenAsync("tick");

        Assert.Equal(["held", "let go", "tick"], Probe.Notes);
    }

    [Fact]
    public async Task Call_DuringTick_WaitsForItsEnd()
    {
        await Grain.StartHolding("door");
        await Probe.WhenAsync("tick begun");
        var call = Grain.DisposeTimers();
        Probe.Open("door");
        await call;

        Assert.Equal(["tick begun", "tick done", "disposed"], Probe.Notes);
    }

    [Fact]
    public async Task Timer_ThatThrows_GoesOn()
    {
        await Grain.StartThrowing("tick", Soon);

        await Probe.WhenAsync("tick", times: 3);
        await Grain.DisposeTimers();
    }

    [Fact]
    public async Task Dispose_OfTimer_EndsItsTicks()
    {
        await Grain.Start("tick", Soon, Soon);
        await Probe.WhenAsync("tick");
        await Grain.DisposeTimers();

        // A tick that already waited behind the disposal may still run on some engine; it is over after this call.
        await Grain.Touch();
        var ticks = Probe.Count("tick");
        await Grain.Start("other", Soon, Soon);
        await Probe.WhenAsync("other", times: 3);

        Assert.Equal(ticks, Probe.Count("tick"));
        await Grain.DisposeTimers();
    }

    [Fact]
    public async Task Change_InItsOwnTick_TakesEffectWhenTheTickEnds()
    {
        await Grain.StartChanging("tick");
        await Probe.WhenAsync("tick", times: 2);

        await Grain.Start("other", Soon, Soon);
        await Probe.WhenAsync("other", times: 3);

        Assert.Equal(2, Probe.Count("tick"));
        await Grain.DisposeTimers();
    }

    [Fact]
    public async Task Deactivation_OfGrain_EndsItsTimers()
    {
        await Grain.Start("tick", Soon, Soon);
        await Probe.WhenAsync("tick");
        await Grain.EndActivation();
        await Probe.WhenAsync("deactivated");
        var ticks = Probe.Count("tick");

        await Grain.Start("other", Soon, Soon);
        await Probe.WhenAsync("other", times: 3);

        Assert.Equal(ticks, Probe.Count("tick"));
        await Grain.DisposeTimers();
    }
}

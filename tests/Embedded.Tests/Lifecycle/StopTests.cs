using ToolTime.Embedded.Tests.Grains;

namespace ToolTime.Embedded.Tests.Lifecycle;

public sealed class StopTests
{
    private readonly string _key = $"stop-{Guid.NewGuid():N}";

    private Probe Probe => Probe.Of(_key);

    [Fact]
    public async Task Call_BeforeStart_IsRefused()
    {
        await using var engine = TestEngine.Create();

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => engine.Grains.GetGrain<IProbeGrain>(_key).Touch());
        Assert.Equal("The grain engine has not started.", exception.Message);
    }

    [Fact]
    public async Task Call_AfterStop_IsRefused()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.StopAsync();

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => engine.Grains.GetGrain<IProbeGrain>(_key).Touch());
        Assert.Equal("The grain engine is stopping.", exception.Message);
    }

    [Fact]
    public async Task Stop_WhileTurnsRun_LetsThemFinishWithTheGrainsTheyCall()
    {
        await using var engine = await TestEngine.StartAsync();
        var grain = engine.Grains.GetGrain<IProbeGrain>(_key);
        var running = grain.HoldThenTouch("door", $"{_key}-other");
        var waiting = grain.Append(1);
        await Probe.WhenAsync("held");

        var stop = engine.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(grain.Touch);
        Assert.False(stop.IsCompleted);
        Probe.Open("door");
        await stop;

        await running;
        await waiting;
        Assert.Equal(["activated", "held", "touched", "deactivated: ShuttingDown"], Probe.Notes);
        Assert.Equal(["activated", "deactivated: ShuttingDown"], Probe.Of($"{_key}-other").Notes);
    }

    [Fact]
    public async Task Stop_OverTurnThatTakesTooLong_TellsTheCallersAndEndsTheOthers()
    {
        await using var engine = await TestEngine.StartAsync();
        var grain = engine.Grains.GetGrain<IProbeGrain>(_key);
        await engine.Grains.GetGrain<IProbeGrain>($"{_key}-idle").Touch();
        var running = grain.HoldThenTouch("door", $"{_key}-other");
        var waiting = grain.Touch();
        await Probe.WhenAsync("held");

        var stop = engine.StopAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(10));

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => running);
        Assert.Equal("The grain engine stopped before the call was answered.", exception.Message);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => waiting);
        Assert.Contains(engine.Log.Lines, line => line.Id.Id == 1006);
        await Probe.Of($"{_key}-idle").WhenAsync("deactivated: ShuttingDown");

        Probe.Open("door");
        await stop;
        Assert.Equal(["activated", "held", "deactivated: ShuttingDown"], Probe.Notes);
    }

    [Fact]
    public async Task Stop_OverTurnThatNeverEnds_EndsAllTheSame()
    {
        await using var engine = await TestEngine.StartAsync();
        var running = engine.Grains.GetGrain<IProbeGrain>(_key).HoldThenTouch("door", $"{_key}-other");
        await Probe.WhenAsync("held");

        var stop = engine.StopAsync();
        while (!stop.IsCompleted)
        {
            engine.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await stop;
        await Assert.ThrowsAsync<SiloUnavailableException>(() => running);
        Probe.Open("door");
    }
}

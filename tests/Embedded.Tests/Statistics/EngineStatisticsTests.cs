using ToolTime.Embedded.Tests.Grains;

namespace ToolTime.Embedded.Tests.Statistics;

public sealed class EngineStatisticsTests
{
    private readonly string _key = $"statistics-{Guid.NewGuid():N}";

    [Fact]
    public async Task ReadGrainClasses_WhileCallsRunAndWait_CountsThem()
    {
        await using var engine = await TestEngine.StartAsync();
        var grain = engine.Grains.GetGrain<IProbeGrain>(_key);
        await grain.Touch();
        var running = grain.HoldThenTouch("door", $"{_key}-other");
        await Probe.Of(_key).WhenAsync("held");
        var waiting = grain.Touch();

        Assert.Equal(new GrainClassStatistics("ProbeGrain", 1, 1, 1, TimeSpan.Zero), ReadProbeGrain(engine));

        engine.Clock.Advance(TimeSpan.FromSeconds(3));
        Probe.Of(_key).Open("door");
        await running;
        await waiting;

        Assert.Equal(new GrainClassStatistics("ProbeGrain", 2, 0, 4, TimeSpan.FromSeconds(3)), ReadProbeGrain(engine));
    }

    [Fact]
    public async Task ReadGrainClasses_AfterStop_CountsNoActivation()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Grains.GetGrain<IProbeGrain>(_key).Touch();
        await engine.StopAsync();

        Assert.Equal(0, ReadProbeGrain(engine).Activations);
    }

    private static GrainClassStatistics ReadProbeGrain(TestEngine engine) =>
        engine.Statistics.ReadGrainClasses().Single(grain => grain.GrainClass == nameof(ProbeGrain));
}

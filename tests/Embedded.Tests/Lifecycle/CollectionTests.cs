using ToolTime.Embedded.Tests.Grains;

namespace ToolTime.Embedded.Tests.Lifecycle;

public sealed class CollectionTests
{
    private readonly string _key = $"collection-{Guid.NewGuid():N}";

    [Fact]
    public async Task Collection_AfterTheAge_EndsOnlyWhatWasIdleForIt()
    {
        await using var engine = await TestEngine.StartAsync();
        var used = $"{_key}-used";
        await engine.Grains.GetGrain<IProbeGrain>(_key).Touch();
        await engine.Grains.GetGrain<IProbeGrain>(used).Touch();

        engine.Clock.Advance(TimeSpan.FromMinutes(14));
        await engine.Grains.GetGrain<IProbeGrain>(used).Touch();
        await engine.WhenRestingAsync();
        engine.Clock.Advance(TimeSpan.FromMinutes(1));

        await Probe.Of(_key).WhenAsync("deactivated: ActivationIdle");
        Assert.Equal(["activated"], Probe.Of(used).Notes);
    }

    [Fact]
    public async Task Collection_OfClassWithItsOwnAge_KeepsToThat()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Grains.GetGrain<ILastingGrain>(_key).Touch();

        await engine.WhenRestingAsync();
        engine.Clock.Advance(TimeSpan.FromMinutes(119));
        Assert.Equal(1, engine.Statistics.ReadGrainClasses().Single(grain => grain.GrainClass == "LastingGrain").Activations);
        engine.Clock.Advance(TimeSpan.FromMinutes(1));

        await Probe.Of(_key).WhenAsync("deactivated");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Collection_OfGrainWithTimer_DependsOnKeepAlive(bool keepAlive)
    {
        await using var engine = await TestEngine.StartAsync();
        var timer = new GrainTimerCreationOptions(TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan) { KeepAlive = keepAlive };
        await engine.Grains.GetGrain<IProbeGrain>(_key).StartTimer(timer);
        await engine.WhenRestingAsync();
        engine.Clock.Advance(TimeSpan.FromMinutes(10));
        await engine.WhenRestingAsync();

        engine.Clock.Advance(TimeSpan.FromMinutes(5));
        await engine.WhenRestingAsync();

        string[] untilTheTick = ["activated", "tick"];
        Assert.Equal(keepAlive ? untilTheTick : [.. untilTheTick, "deactivated: ActivationIdle"], Probe.Of(_key).Notes);
    }

    [Fact]
    public async Task Collection_MoreThanTheCapacity_EndsThoseIdleLongestAtOnce()
    {
        await using var engine = await TestEngine.StartAsync(options => options.ActivationCapacity = 100);
        for (var number = 0; number < 101; number++)
        {
            await engine.Grains.GetGrain<IProbeGrain>($"{_key}-{number}").Touch();
            await engine.WhenRestingAsync();
            engine.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var number in Enumerable.Range(0, 26))
        {
            await Probe.Of($"{_key}-{number}").WhenAsync("deactivated: ActivationIdle");
        }

        Assert.All(Enumerable.Range(26, 75), number => Assert.Equal(["activated"], Probe.Of($"{_key}-{number}").Notes));
    }

    [Fact]
    public async Task Activation_ThatFails_FailsAllThatWaitAndIsLoggedWithoutTheKey()
    {
        await using var engine = await TestEngine.StartAsync();
        var key = $"{_key}-unwilling";
        var calls = Enumerable.Range(0, 5).Select(_ => engine.Grains.GetGrain<IProbeGrain>(key).Touch()).ToArray();
        Probe.Of(key).Open("fail");

        foreach (var call in calls)
            await Assert.ThrowsAsync<InvalidOperationException>(() => call);

        Assert.Equal(["tried"], Probe.Of(key).Notes);
        var (_, text) = Assert.Single(engine.Log.Lines, line => line.Id.Id == 1001);
        Assert.DoesNotContain(key, text, StringComparison.Ordinal);
    }
}

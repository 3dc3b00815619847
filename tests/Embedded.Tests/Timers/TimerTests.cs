using ToolTime.Embedded.Tests.Grains;

namespace ToolTime.Embedded.Tests.Timers;

public sealed class TimerTests
{
    private readonly string _key = $"timer-{Guid.NewGuid():N}";

    [Fact]
    public async Task RegisterGrainTimer_Interleaving_IsNotSupported()
    {
        await using var engine = await TestEngine.StartAsync();
        var interleaving = new GrainTimerCreationOptions(TimeSpan.Zero, TimeSpan.FromSeconds(1)) { Interleave = true };

        await Assert.ThrowsAsync<NotSupportedException>(() => engine.Grains.GetGrain<IProbeGrain>(_key).StartTimer(interleaving));
    }

    [Fact]
    public async Task RegisterGrainTimer_OfNegativeTime_Throws()
    {
        await using var engine = await TestEngine.StartAsync();
        var negative = new GrainTimerCreationOptions(TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => engine.Grains.GetGrain<IProbeGrain>(_key).StartTimer(negative));
    }

    [Fact]
    public async Task Timer_ThatFails_IsLoggedWithoutTheKey()
    {
        await using var engine = await TestEngine.StartAsync();
        var key = $"{_key}-fails";
        var grain = engine.Grains.GetGrain<IProbeGrain>(key);
        await grain.StartTimer(new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));

        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await grain.Touch();

        var (_, text) = Assert.Single(engine.Log.Lines, line => line.Id.Id == 1004);
        Assert.DoesNotContain(key, text, StringComparison.Ordinal);
    }
}

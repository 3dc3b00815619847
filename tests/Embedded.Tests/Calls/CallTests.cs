using Microsoft.Extensions.DependencyInjection;
using ToolTime.Embedded.Tests.Grains;
using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.Tests.Calls;

public sealed class CallTests
{
    private readonly string _key = $"private-{Guid.NewGuid():N}";

    [Fact]
    public async Task Call_AfterTheTimeout_NamesMethodAndTimeButNotTheKey()
    {
        await using var engine = await TestEngine.StartAsync();
        var call = engine.Grains.GetGrain<IProbeGrain>(_key).HoldThenTouch("door", $"{_key}-other");
        await Probe.Of(_key).WhenAsync("held");

        engine.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(call.IsCompleted);
        engine.Clock.Advance(TimeSpan.FromSeconds(2));

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal("ProbeGrain.HoldThenTouch did not answer within 00:00:30. Its turn goes on if it had begun.", exception.Message);
        Probe.Of(_key).Open("door");
        await Probe.Of(_key).WhenAsync("touched");
    }

    [Fact]
    public async Task Call_ThatTimedOutWhileItWaited_IsNeverRun()
    {
        await using var engine = await TestEngine.StartAsync();
        var grain = engine.Grains.GetGrain<IProbeGrain>(_key);
        var held = grain.HoldThenTouch("door", $"{_key}-other");
        await Probe.Of(_key).WhenAsync("held");
        var waiting = grain.Append(1);
        engine.Clock.Advance(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<TimeoutException>(() => held);
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        Probe.Of(_key).Open("door");

        Assert.Empty(await grain.Appended());
    }

    [Fact]
    public async Task Call_ThatFailsUnheard_IsLoggedWithoutTheKey()
    {
        await using var engine = await TestEngine.StartAsync();
        var grain = engine.Grains.GetGrain<IProbeGrain>(_key);
        var call = grain.HoldThenThrow("door");
        await Probe.Of(_key).WhenAsync("held");
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<TimeoutException>(() => call);

        Probe.Of(_key).Open("door");
        await grain.Touch();

        var (_, text) = Assert.Single(engine.Log.Lines, line => line.Id.Id == 1005);
        Assert.StartsWith("ProbeGrain.HoldThenThrow failed after its caller had stopped waiting.", text, StringComparison.Ordinal);
        Assert.DoesNotContain(_key, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_ThatAreNotAwaited_KeepTheirOrder()
    {
        await using var engine = await TestEngine.StartAsync();
        var grain = engine.Grains.GetGrain<IProbeGrain>(_key);

        await Task.WhenAll(Enumerable.Range(0, 10_000).Select(grain.Append));

        Assert.Equal(Enumerable.Range(0, 10_000), await grain.Appended());
    }

    [Fact]
    public async Task Calls_ThatAreNotAwaited_KeepTheirOrderFromActivationToActivation()
    {
        await using var engine = await TestEngine.StartAsync();
        var grain = engine.Grains.GetGrain<IProbeGrain>(_key);
        var mailboxes = engine.Services.GetRequiredService<GrainEngine>();

        for (var burst = 0; burst < 200; burst++)
        {
            var first = burst * 10;
            var calls = Task.WhenAll(Enumerable.Range(first, 10).Select(number => grain.NoteDown($"{number}")));
            mailboxes.CollectIdle(TimeSpan.Zero);
            await calls;
            mailboxes.CollectIdle(TimeSpan.Zero);
        }

        var notes = Probe.Of(_key).Notes;
        Assert.Equal(Enumerable.Range(0, 2000), notes.Where(note => char.IsAsciiDigit(note[0])).Select(int.Parse));
        Assert.True(notes.Count(note => note == "activated") > 1);
    }

    [Fact]
    public async Task ToString_OfReference_HoldsNoKey()
    {
        await using var engine = await TestEngine.StartAsync();

        Assert.Equal("Reference to ProbeGrain", engine.Grains.GetGrain<IProbeGrain>(_key).ToString());
    }

    [Fact]
    public void Grain_OutsideOfAnEngine_SaysSo()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => new ProbeGrain().GetPrimaryKeyString());

        Assert.StartsWith("ProbeGrain was made outside of a grain engine", exception.Message, StringComparison.Ordinal);
    }
}

using ToolTime.Engine.Contract.Grains;
using ToolTime.Engine.Contract.Hosting;

namespace ToolTime.Engine.Contract.Reminders;

public sealed class ReminderTests(SharedCluster cluster)
{
    private static readonly TimeSpan Period = IEngineCluster.ShortestReminderPeriod;
    private static readonly TimeSpan Never = TimeSpan.FromDays(20);

    private readonly string _key = $"reminder-{Guid.NewGuid():N}";

    private IReminderGrain Grain => cluster.Grains.GetGrain<IReminderGrain>(_key);

    private Probe Probe => Probe.Of(_key);

    [Fact]
    public async Task Reminder_ThatIsDue_TicksAgainAndAgain()
    {
        await Grain.Register("tick", TimeSpan.Zero, Period);

        await Probe.WhenAsync("tick", times: 3);
        await Grain.Unregister("tick");
        Assert.False(Probe.Overlapped);
        Assert.Equal(0, Probe.Count("too early"));
    }

    [Fact]
    public async Task Reminder_OfInactiveGrain_ActivatesIt()
    {
        await Grain.Register("tick", Period * 3, Period);
        await Grain.EndActivation();
        await Probe.WhenAsync("deactivated");

        await Probe.WhenAsync("tick");

        Assert.Equal(2, Probe.Count("activated"));
        await Grain.Unregister("tick");
    }

    [Fact]
    public async Task Reminder_ThatThrows_GoesOn()
    {
        await Grain.Register("throws", TimeSpan.Zero, Period);

        await Probe.WhenAsync("throws", times: 3);
        await Grain.Unregister("throws");
    }

    [Fact]
    public async Task Unregister_InItsOwnTick_EndsTheReminder()
    {
        await Grain.Register("once", TimeSpan.Zero, Period);
        await Probe.WhenAsync("once");
        await Grain.Register("tick", TimeSpan.Zero, Period);

        // Where silos share out reminders, one that is just looking them up may tick for it until its next look.
        var (seen, ticks) = (0, 0);
        while (Probe.Count("once") is var count && count != seen)
        {
            Assert.InRange(count, 1, 100);
            (seen, ticks) = (count, ticks + 3);
            await Probe.WhenAsync("tick", ticks);
        }

        Assert.Equal(["tick"], await Grain.Names());
        await Grain.Unregister("tick");
    }

    [Fact]
    public async Task GetReminders_OfGrain_KnowsItsOwn()
    {
        var other = cluster.Grains.GetGrain<IReminderGrain>($"{_key}-other");
        await Grain.Register("a", Never, Never);
        await Grain.Register("b", Never, Never);
        await Grain.Register("a", Never, Never);
        await other.Register("c", Never, Never);

        Assert.Equal(["a", "b"], await Grain.Names());
        await Grain.Unregister("a");
        Assert.Equal(["b"], await Grain.Names());
        await Grain.Unregister("b");
        await other.Unregister("c");
    }

    [Fact]
    public async Task Register_WithShorterPeriodThanAllowed_Throws() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Grain.Register("tick", TimeSpan.Zero, Period / 2));
}

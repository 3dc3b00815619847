using ToolTime.Engine.Contract.Grains;
using ToolTime.Engine.Contract.Hosting;

namespace ToolTime.Engine.Contract.Reminders;

public sealed class ReminderRestartTests
{
    private readonly string _key = $"reminder-restart-{Guid.NewGuid():N}";

    [Fact]
    public async Task Reminder_AfterRestart_TicksAgain()
    {
        await using var cluster = await EngineCluster.StartAsync();
        await cluster.Grains.GetGrain<IReminderGrain>(_key).Register("tick", TimeSpan.Zero, IEngineCluster.ShortestReminderPeriod);
        await Probe.Of(_key).WhenAsync("tick");

        await cluster.RestartAsync();
        var ticks = Probe.Of(_key).Count("tick");

        await Probe.Of(_key).WhenAsync("tick", ticks + 2);
        Assert.Equal(["tick"], await cluster.Grains.GetGrain<IReminderGrain>(_key).Names());
    }

    [Fact]
    public async Task Reminder_ThatWasUnregistered_IsGoneAfterRestart()
    {
        await using var cluster = await EngineCluster.StartAsync();
        await cluster.Grains.GetGrain<IReminderGrain>(_key).Register("tick", TimeSpan.FromDays(1), TimeSpan.FromDays(1));
        await cluster.Grains.GetGrain<IReminderGrain>(_key).Unregister("tick");

        await cluster.RestartAsync();

        Assert.Empty(await cluster.Grains.GetGrain<IReminderGrain>(_key).Names());
    }
}

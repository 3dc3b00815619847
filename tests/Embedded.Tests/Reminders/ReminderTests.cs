using ToolTime.Embedded.Tests.Grains;

namespace ToolTime.Embedded.Tests.Reminders;

public sealed class ReminderTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly string _key = $"reminder-{Guid.NewGuid():N}";

    private Probe Probe => Probe.Of(_key);

    [Fact]
    public async Task Reminder_MissedWhileStopped_TicksOnceAndKeepsItsPhase()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Grains.GetGrain<IRemindedGrain>(_key).Register(TimeSpan.Zero, Hour);
        await Probe.WhenAsync("tick");
        await engine.StopAsync();

        engine.Clock.Advance(Hour * 3.5);
        await engine.StartAgainAsync();
        await Probe.WhenAsync("tick", times: 2);
        await engine.StopAsync();

        Assert.Equal(2, Probe.Count("tick"));
        var reminder = Assert.Single(engine.Statistics.ReadReminders());
        Assert.Equal(new ReminderStatistics("reminded", "reminder", Hour, ManualClock.Origin + (Hour * 3), ManualClock.Origin + (Hour * 4)), reminder);
    }

    [Fact]
    public async Task Reminder_NotMissedWhileStopped_DoesNotTickAtStart()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Grains.GetGrain<IRemindedGrain>(_key).Register(TimeSpan.Zero, Hour);
        await Probe.WhenAsync("tick");
        await engine.StopAsync();

        engine.Clock.Advance(Hour / 2);
        await engine.StartAgainAsync();
        await engine.StopAsync();

        Assert.Equal(1, Probe.Count("tick"));
    }

    [Fact]
    public async Task Reminder_ThatFails_IsLoggedWithoutTheKey()
    {
        await using var engine = await TestEngine.StartAsync();
        var key = $"{_key}-fails";
        await engine.Grains.GetGrain<IRemindedGrain>(key).Register(TimeSpan.Zero, Hour);
        await Probe.Of(key).WhenAsync("tick");
        await engine.StopAsync();

        var (_, text) = Assert.Single(engine.Log.Lines, line => line.Id.Id == 1007);
        Assert.DoesNotContain(key, text, StringComparison.Ordinal);
        Assert.Equal(ManualClock.Origin, Assert.Single(engine.Statistics.ReadReminders()).LastTick);
    }

    [Fact]
    public async Task Register_BelowTheMinimum_SaysWhatTheMinimumIs()
    {
        await using var engine = await TestEngine.StartAsync();

        var exception = await Assert.ThrowsAsync<ArgumentException>(
            () => engine.Grains.GetGrain<IRemindedGrain>(_key).Register(TimeSpan.Zero, TimeSpan.FromSeconds(59)));
        Assert.StartsWith("A reminder's period must be at least 00:01:00; 00:00:59 was asked for.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnregisterReminder_ByOldHandle_Throws()
    {
        await using var engine = await TestEngine.StartAsync();

        await Assert.ThrowsAsync<ReminderException>(engine.Grains.GetGrain<IRemindedGrain>(_key).UnregisterByOldHandle);
    }

    [Fact]
    public async Task Start_WithReminderOfUnknownGrain_LeavesItOutAndSaysSo()
    {
        await using var engine = TestEngine.Create();
        var stored = """{"GrainType":"gone","GrainKey":"private","Name":"n","Registration":"1","FirstDue":"2026-01-01T00:00:00+00:00","Period":"01:00:00"}"""u8;
        await engine.Records.WriteAsync("reminder", "gone/7/private/n", stored.ToArray(), null, TestContext.Current.CancellationToken);

        await engine.StartAgainAsync();

        Assert.Empty(engine.Statistics.ReadReminders());
        Assert.Contains(engine.Log.Lines, line => line.Id.Id == 1009 && !line.Text.Contains("private", StringComparison.Ordinal));
    }
}

using ToolTime.Embedded.Reminders;
using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded;

/// <summary>What the engine did and does, for operators. No grain's key is in it. Each reading takes a walk over what is active.</summary>
public sealed class EngineStatistics
{
    private readonly GrainEngine _engine;
    private readonly ReminderSchedule _reminders;

    internal EngineStatistics(GrainEngine engine, ReminderSchedule reminders)
    {
        _engine = engine;
        _reminders = reminders;
    }

    /// <summary>Every grain class, by its name.</summary>
    public IReadOnlyList<GrainClassStatistics> ReadGrainClasses()
    {
        var waiting = _engine.Mailboxes.GroupBy(mailbox => mailbox.Class).ToDictionary(group => group.Key, group => group.Sum(mailbox => mailbox.Waiting));
        return [.. _engine.Catalog.Classes
            .Select(grain => new GrainClassStatistics(
                grain.Name, grain.Count.Activations, waiting.GetValueOrDefault(grain), grain.Count.Calls, _engine.Clock.Between(0, grain.Count.Ticks)))
            .OrderBy(statistics => statistics.GrainClass, StringComparer.Ordinal)];
    }

    /// <summary>How many grains of each type are active. Takes no walk.</summary>
    internal IEnumerable<(string Grain, long Count)> ReadActivations() => _engine.Catalog.Classes.Select(grain => (grain.TypeName, grain.Count.Activations));

    /// <summary>How many turns wait for grains of each type.</summary>
    internal IEnumerable<(string Grain, long Count)> ReadWaiting()
    {
        var waiting = _engine.Mailboxes.GroupBy(mailbox => mailbox.Class).ToDictionary(group => group.Key, group => group.Sum(mailbox => (long)mailbox.Waiting));
        return _engine.Catalog.Classes.Select(grain => (grain.TypeName, waiting.GetValueOrDefault(grain)));
    }

    /// <summary>Every reminder, the next one first.</summary>
    public IReadOnlyList<ReminderStatistics> ReadReminders()
    {
        var now = _engine.Clock.Time.GetUtcNow();
        return [.. _reminders.Reminders
            .Select(reminder => new ReminderStatistics(reminder.GrainType, reminder.Name, reminder.Period, reminder.LastTick, reminder.NextTick(now)))
            .OrderBy(statistics => statistics.NextTick)];
    }
}

namespace Orleans;

/// <summary>A grain that has reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>Runs as a turn of the grain, which is activated for it. An exception is logged and the reminder goes on.</summary>
    /// <param name="reminderName">Which reminder.</param>
    /// <param name="status">Which of its ticks.</param>
    // The engine waits for a tick however long it takes, so that ticks of a reminder do not overlap.
    [ResponseTimeout("36500.00:00:00")]
    Task ReceiveReminder(string reminderName, TickStatus status);
}

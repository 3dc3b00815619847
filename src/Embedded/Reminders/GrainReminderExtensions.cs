using Microsoft.Extensions.DependencyInjection;
using ToolTime.Embedded.Reminders;

namespace Orleans;

/// <summary>
/// A grain's reminders: ticks that are stored, so that they outlive activations and the process.
/// Each is called from the grain's own turns.
/// </summary>
public static class GrainReminderExtensions
{
    /// <summary>Stores a reminder, in place of one of the same name. Durable when the call returns.</summary>
    /// <param name="grain">The grain; it implements <see cref="IRemindable"/>.</param>
    /// <param name="reminderName">The name, unique in the grain.</param>
    /// <param name="dueTime">After how long it is due first.</param>
    /// <param name="period">How long after that it is due again, and so on; at least a minute unless the engine's options say otherwise.</param>
    /// <exception cref="ArgumentException">The name is empty, or a time is out of bounds.</exception>
    /// <exception cref="InvalidOperationException">The grain does not implement <see cref="IRemindable"/>.</exception>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        if (grain is not IRemindable)
            throw new InvalidOperationException($"{grain.GetType().Name} must implement {nameof(IRemindable)} to have reminders.");
        return ScheduleOf(grain).RegisterAsync(grain.GrainContext.GrainId, reminderName, dueTime, period);
    }

    /// <summary>Removes a reminder. One that is already gone is no error.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="reminder">The reminder.</param>
    /// <exception cref="ReminderException">The reminder was registered anew since the handle was taken.</exception>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentNullException.ThrowIfNull(reminder);
        return ScheduleOf(grain).UnregisterAsync((GrainReminder)reminder);
    }

    /// <summary>A reminder by its name, or null.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="reminderName">The name.</param>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        return Task.FromResult(ScheduleOf(grain).Find(grain.GrainContext.GrainId, reminderName));
    }

    /// <summary>All reminders of the grain.</summary>
    /// <param name="grain">The grain.</param>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return Task.FromResult(ScheduleOf(grain).Find(grain.GrainContext.GrainId));
    }

    private static ReminderSchedule ScheduleOf(IGrainBase grain) =>
        grain.GrainContext.ActivationServices.GetRequiredService<ReminderSchedule>();
}

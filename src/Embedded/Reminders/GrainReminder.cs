namespace ToolTime.Embedded.Reminders;

/// <summary>A handle on one registration of a reminder.</summary>
internal sealed record GrainReminder(GrainId GrainId, string ReminderName, string Registration) : IGrainReminder;

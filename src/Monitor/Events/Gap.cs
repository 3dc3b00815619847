namespace ToolTime.Monitor.Events;

/// <summary>Events up to and including this number are no longer remembered, or never were: what is shown may be out of date.</summary>
internal sealed record Gap : LiveEvent;

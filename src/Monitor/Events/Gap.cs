namespace ToolTime.Monitor.Events;

/// <summary>Events up to and with this number are not remembered any more, or never were: what was shown may be behind.</summary>
internal sealed record Gap : LiveEvent;

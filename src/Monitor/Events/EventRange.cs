namespace ToolTime.Monitor.Events;

/// <summary>A prediction in dollars, and between which two figures it is in eight cases of ten.</summary>
internal sealed record EventRange(decimal Low, decimal Expected, decimal High);

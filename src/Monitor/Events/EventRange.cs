namespace ToolTime.Monitor.Events;

/// <summary>A prediction in dollars, and the range it falls in, in eight cases of ten.</summary>
internal sealed record EventRange(decimal Low, decimal Expected, decimal High);

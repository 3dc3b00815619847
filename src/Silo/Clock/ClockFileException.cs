namespace ToolTime.Silo.Clock;

/// <summary>The simulated clock's file cannot be used. The message is one line for the operator.</summary>
internal sealed class ClockFileException(string message, Exception innerException) : Exception(message, innerException);

namespace ToolTime.Monitor.Security.Checking;

/// <summary>The answer to a line that is no call.</summary>
/// <param name="Error">What is wrong with it.</param>
public sealed record CheckError(string Error);

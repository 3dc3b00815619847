namespace ToolTime.Monitor.Security.Alerts;

/// <summary>An alert that waits to be sent.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Terminal">The device of the terminal that the agent runs in; null where it has none.</param>
public sealed record QueuedAlert(Alert Alert, string? Terminal);

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>The findings of one rule in one session.</summary>
/// <param name="SentAt">When an alert about them last went.</param>
/// <param name="Total">How many there were in all.</param>
/// <param name="Unsent">How many there were since that alert.</param>
public sealed record AlertCount(DateTimeOffset SentAt, int Total, int Unsent);

namespace ToolTime.Monitor.Security.Settings;

/// <summary>A way in which alerts reach their user.</summary>
/// <param name="Kind">`terminal`, `desktop`, `webhook`, `slack`, `discord`, `log` or `command`.</param>
/// <param name="From">The least severity that it takes, as `high`.</param>
/// <param name="Target">The address of a webhook, the file of a log, the line of a command; null for the others.</param>
public sealed record AlertChannelSettings(string Kind, string From, string? Target = null);

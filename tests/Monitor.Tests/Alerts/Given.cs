using ToolTime.Monitor.Security.Alerts;

namespace ToolTime.Monitor.Tests.Alerts;

/// <summary>Test data: an alert that waits.</summary>
internal static class Given
{
    public static QueuedAlert Alert(string rule) => new(
        new Alert
        {
            At = DateTimeOffset.UnixEpoch,
            Client = "claude-code",
            Session = "s1",
            Project = "app",
            Tool = "Bash",
            Rule = rule,
            Severity = "high",
            Finds = "It deletes.",
        },
        null
    );
}

using System.Globalization;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Alerts;
using ToolTime.Monitor.Security.Redaction;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Monitor.Settings;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Watching;

/// <summary>
/// Queues what was found in transcripts and telemetry for the user's channels. A hook reports the same call first, and what the user
/// decided about it.
/// </summary>
internal sealed class ChannelAlerts(MonitorOptions options)
{
    // What is older was read late.
    private static readonly TimeSpan MostAge = TimeSpan.FromHours(1);

    /// <summary>Queues the alerts that are severe enough for a channel, unless they are of a project that is switched off.</summary>
    /// <param name="alerts">What was found.</param>
    /// <param name="folder">Where the agent worked; null if unknown.</param>
    public void Raise(IReadOnlyList<SecurityAlert> alerts, string? folder)
    {
        try
        {
            if (alerts.Count == 0 || GuardSettingsFile.Read(options.Home).Channels is not { Count: > 0 } channels || IsOff(folder))
            {
                return;
            }

            var least = channels.Min(channel => SeverityName.Parse(channel.From));
            var queue = new AlertQueue(options.Home);
            foreach (var alert in alerts.Where(alert => SeverityName.Parse(alert.Severity) >= least).Select(From))
            {
                if (options.Now() - alert.Alert.At < MostAge)
                {
                    queue.Add(alert, options.Time.GetUtcNow() + AlertQueue.HookFirst);
                }
            }
        }
        catch (Exception e) when (e is ConfigException or IOException or UnauthorizedAccessException)
        {
            // A damaged security.json, which `tooltime doctor` reports, or a disk that is full.
        }
    }

    private bool IsOff(string? folder) =>
        folder is { Length: > 0 } ? SwitchedOffProjects.Covers(options.Home, folder) : File.Exists(options.Home.SwitchedOff);

    private static QueuedAlert From(SecurityAlert alert) =>
        new(
            new Alert
            {
                At = DateTimeOffset.Parse(alert.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                Client = alert.Client ?? "",
                Session = SecretRedactor.Redact(alert.SessionId ?? ""),
                Project = SecretRedactor.Redact(alert.Project ?? ""),
                Tool = SecretRedactor.Redact(alert.Tool),
                Rule = alert.Rule,
                Severity = alert.Severity,
                Finds = alert.Finds,
                Programs = alert.Programs,
                Targets = alert.Targets,
            },
            Terminal: null,
            alert.Call);
}

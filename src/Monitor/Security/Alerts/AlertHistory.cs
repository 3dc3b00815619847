using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>What was sent where; at least the last 256 KiB.</summary>
internal static class AlertHistory
{
    private const int LongestBytes = 512 * 1024;

    private static readonly Lock Writing = new();

    public static void Add(ToolTimeHome home, SentAlert sent)
    {
        using var held = Writing.EnterScope();
        var size = EventLog.Append(home.AlertsSent, JsonSerializer.SerializeToUtf8Bytes(sent, AlertJson.Default.SentAlert));
        if (size > LongestBytes)
        {
            var lines = File.ReadAllLines(home.AlertsSent);
            PrivateFiles.Replace(
                home.AlertsSent, System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Skip(lines.Length / 2).Select(line => line + "\n"))));
        }
    }

    /// <summary>Oldest first; torn lines are skipped.</summary>
    public static IEnumerable<SentAlert> Read(ToolTimeHome home) =>
        File.Exists(home.AlertsSent) ? File.ReadLines(home.AlertsSent).Select(Parse).OfType<SentAlert>() : [];

    private static SentAlert? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AlertJson.Default.SentAlert);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The result of sending an alert to a channel.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Channel">The channel's kind.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">The alert's severity.</param>
/// <param name="Session">The session's id.</param>
/// <param name="Count">How many findings it covered.</param>
/// <param name="IsSent">Whether the channel accepted it.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Outcome">The channel's answer, in our words.</param>
internal sealed record SentAlert(
    DateTimeOffset At, string Channel, string Rule, string Severity, string Session, int Count, bool IsSent, int Tries, string Outcome);

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>What became of an alert in a channel.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Channel">The channel's kind.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">The alert's severity.</param>
/// <param name="Session">The session's identifier.</param>
/// <param name="Count">How many findings it stood for.</param>
/// <param name="IsSent">Whether the channel took it.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Outcome">What the channel answered, in our words.</param>
public sealed record SentAlert(
    DateTimeOffset At, string Channel, string Rule, string Severity, string Session, int Count, bool IsSent, int Tries, string Outcome);

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>
/// Which alerts go, and which are counted: of one rule in one session one alert within <see cref="Cooldown"/>, the next with the count of
/// those between; the <see cref="EscalateAfter"/>th at once and a severity higher; of all at most <see cref="MostAMinute"/> a minute, the
/// rest as one.
/// </summary>
public static class AlertPolicy
{
    /// <summary>How long findings of one rule in one session are one alert.</summary>
    public static readonly TimeSpan Cooldown = TimeSpan.FromMinutes(10);

    /// <summary>The finding of a rule in a session that escalates.</summary>
    public const int EscalateAfter = 5;

    /// <summary>How many alerts go in a minute.</summary>
    public const int MostAMinute = 10;

    /// <summary>The rule that an alert has which stands for those that were held back.</summary>
    public const string SummedUp = "alerts.summed-up";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    /// <summary>Takes an alert in.</summary>
    /// <returns>What is to be sent now; null where it is counted or held back.</returns>
    public static Alert? Take(AlertState state, Alert alert, DateTimeOffset now)
    {
        Forget(state, now);
        var key = $"{alert.Session}|{alert.Rule}";
        var before = state.Counts.GetValueOrDefault(key);
        var count = new AlertCount(before?.SentAt ?? now, (before?.Total ?? 0) + 1, (before?.Unsent ?? 0) + 1);
        var isEscalated = count.Total == EscalateAfter;
        if (before is not null && (now - before.SentAt).Duration() < Cooldown && !isEscalated)
        {
            state.Counts[key] = count;
            return null;
        }

        state.Counts[key] = count with { SentAt = now, Unsent = 0 };
        if (state.Recent.Count >= MostAMinute)
        {
            state.HeldBack[alert.Rule] = state.HeldBack.GetValueOrDefault(alert.Rule) + count.Unsent;
            return null;
        }

        state.Recent.Add(now);
        return alert with
        {
            Count = isEscalated ? count.Total : count.Unsent,
            IsEscalated = isEscalated,
            Severity = isEscalated ? Higher(alert.Severity) : alert.Severity,
        };
    }

    /// <summary>The alert that stands for those that were held back; null where there are none, or it is too early.</summary>
    public static Alert? TakeHeldBack(AlertState state, DateTimeOffset now)
    {
        Forget(state, now);
        if (state.HeldBack.Count == 0 || state.Recent.Count >= MostAMinute)
        {
            return null;
        }

        var rules = state.HeldBack.OrderByDescending(rule => rule.Value).ThenBy(rule => rule.Key, StringComparer.Ordinal).ToList();
        state.HeldBack.Clear();
        state.Recent.Add(now);
        return new Alert
        {
            At = now,
            Client = "",
            Session = "",
            Project = "",
            Tool = "",
            Rule = SummedUp,
            // It may stand for anything, so every channel takes it.
            Severity = WireName.From(Severity.Critical),
            Finds = $"More than {MostAMinute} alerts in a minute; these were not sent: "
                + $"{string.Join(", ", rules.Select(rule => $"{rule.Key} {rule.Value}"))}.",
            Count = rules.Sum(rule => rule.Value),
        };
    }

    private static void Forget(AlertState state, DateTimeOffset now)
    {
        // A clock that was set back must not hold alerts back until it is there again.
        state.Recent.RemoveAll(at => (now - at).Duration() >= Minute);
        foreach (var (key, count) in state.Counts.Where(entry => (now - entry.Value.SentAt).Duration() >= Forgotten).ToList())
        {
            state.Counts.Remove(key);
        }
    }

    private static string Higher(string severity) =>
        SeverityName.Parse(severity) is { } known && known < Severity.Critical ? WireName.From(known + 1) : severity;
}

/// <summary>What alerts have gone before, by which the next are counted, escalated or held back.</summary>
public sealed record AlertState
{
    /// <summary>By session and rule.</summary>
    public Dictionary<string, AlertCount> Counts { get; init => field = value ?? []; } = [];

    /// <summary>When the alerts of the last minute went.</summary>
    public List<DateTimeOffset> Recent { get; init => field = value ?? []; } = [];

    /// <summary>How many alerts the limit held back, by rule; they go as one.</summary>
    public Dictionary<string, int> HeldBack { get; init => field = value ?? []; } = [];
}

/// <summary>The findings of one rule in one session.</summary>
/// <param name="SentAt">When an alert about them last went.</param>
/// <param name="Total">How many there were in all.</param>
/// <param name="Unsent">How many there were since that alert.</param>
public sealed record AlertCount(DateTimeOffset SentAt, int Total, int Unsent);

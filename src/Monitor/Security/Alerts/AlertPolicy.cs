namespace ToolTime.Monitor.Security.Alerts;

/// <summary>
/// Which alerts are sent, and which only counted: for one rule in one session, one alert within <see cref="Cooldown"/>, the next with the
/// count of those in between; the <see cref="EscalateAfter"/>th at once and one severity higher; overall at most <see cref="MostAMinute"/>
/// a minute, the rest as one.
/// </summary>
internal static class AlertPolicy
{
    /// <summary>How long findings of one rule in one session are one alert.</summary>
    public static readonly TimeSpan Cooldown = TimeSpan.FromMinutes(10);

    /// <summary>The number of a rule's findings in a session at which it escalates.</summary>
    public const int EscalateAfter = 5;

    /// <summary>How many alerts may be sent per minute.</summary>
    public const int MostAMinute = 10;

    /// <summary>The rule of the alert that sums up those held back.</summary>
    public const string SummedUp = "alerts.summed-up";

    private const int MostKnown = 1000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    /// <summary>Accepts an alert.</summary>
    /// <param name="state">What was sent before.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="now">The time.</param>
    /// <param name="call">The call that it is about, which several hooks may report, and `serve`; null if unknown.</param>
    /// <returns>What to send now; null if it is known, only counted, or held back.</returns>
    public static Alert? Take(AlertState state, Alert alert, DateTimeOffset now, string? call = null)
    {
        Forget(state, now);
        if (call is not null && !IsNew(state.Known, $"{alert.Session}|{call}|{alert.Rule}"))
        {
            return null;
        }

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

    /// <summary>The alert that sums up those held back; null if there are none, or it is too early.</summary>
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
            // It may cover anything, so every channel accepts it.
            Severity = WireName.From(Severity.Critical),
            Finds = $"More than {MostAMinute} alerts in a minute; these were not sent: "
                + $"{string.Join(", ", rules.Select(rule => $"{rule.Key} {rule.Value}"))}.",
            Count = rules.Sum(rule => rule.Value),
        };
    }

    private static bool IsNew(List<string> known, string finding)
    {
        if (known.Contains(finding))
        {
            return false;
        }

        known.Add(finding);
        known.RemoveRange(0, Math.Max(0, known.Count - MostKnown));
        return true;
    }

    private static void Forget(AlertState state, DateTimeOffset now)
    {
        // A clock that was set back must not hold alerts back until it catches up.
        state.Recent.RemoveAll(at => (now - at).Duration() >= Minute);
        foreach (var (key, count) in state.Counts.Where(entry => (now - entry.Value.SentAt).Duration() >= Forgotten).ToList())
        {
            state.Counts.Remove(key);
        }
    }

    private static string Higher(string severity) =>
        SeverityName.Parse(severity) is { } known && known < Severity.Critical ? WireName.From(known + 1) : severity;
}

/// <summary>What was sent before; decides whether the next alerts are counted, escalated or held back.</summary>
internal sealed record AlertState
{
    /// <summary>Keyed by session and rule.</summary>
    public Dictionary<string, AlertCount> Counts { get; init => field = value ?? []; } = [];

    /// <summary>The last findings, by call and rule.</summary>
    public List<string> Known { get; init => field = value ?? []; } = [];

    /// <summary>When the alerts of the last minute were sent.</summary>
    public List<DateTimeOffset> Recent { get; init => field = value ?? []; } = [];

    /// <summary>How many alerts the limit held back, by rule; they are sent as one.</summary>
    public Dictionary<string, int> HeldBack { get; init => field = value ?? []; } = [];
}

/// <summary>The findings of one rule in one session.</summary>
/// <param name="SentAt">When an alert about them was last sent.</param>
/// <param name="Total">How many there were in total.</param>
/// <param name="Unsent">How many there were since that alert.</param>
internal sealed record AlertCount(DateTimeOffset SentAt, int Total, int Unsent);

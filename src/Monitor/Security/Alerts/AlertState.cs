namespace ToolTime.Monitor.Security.Alerts;

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

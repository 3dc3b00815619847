namespace ToolTime.Monitor.Events;

/// <summary>
/// What was published before a process was killed and was not yet in its index: when the same lines are read again, it is subtracted. For
/// one thread at a time.
/// </summary>
internal sealed class PublishedUsage
{
    private readonly Dictionary<string, (EventTokens Tokens, decimal CostUsd)> _responses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Outcome, int? DurationMs)> _calls = new(StringComparer.Ordinal);

    private readonly HashSet<(string? Call, string Rule)> _alerts = [];

    public void Clear()
    {
        _alerts.Clear();
        _responses.Clear();
        _calls.Clear();
    }

    public void Add(LiveEvent published)
    {
        if (published is NewMessage { Entry: var entry })
        {
            var before = _responses.GetValueOrDefault(entry.Response, (EventTokens.None, 0));
            _responses[entry.Response] = (before.Tokens + entry.Tokens, before.CostUsd + (entry.CostUsd ?? 0));
        }
        else if (published is ToolCall call)
        {
            _calls[call.Call] = (call.Outcome, call.DurationMs);
        }
        else if (published is SecurityAlert alert)
        {
            _alerts.Add((alert.Call ?? alert.SessionId, alert.Rule));
        }
    }

    /// <summary>The part of a message not yet published; that part then counts as published.</summary>
    /// <returns>Null if nothing is new.</returns>
    public NewMessage? Subtract(NewMessage message)
    {
        if (_responses.Count == 0 || !_responses.Remove(message.Entry.Response, out var before))
        {
            return message;
        }

        var (tokens, cost) = (message.Entry.Tokens, message.Entry.CostUsd ?? 0);
        if (before.Tokens.Covers(tokens))
        {
            if (before.Tokens != tokens)
            {
                _responses[message.Entry.Response] = (before.Tokens - tokens, before.CostUsd - cost);
            }

            return null;
        }

        return message with
        {
            Entry = message.Entry with
            {
                IsUpdate = true,
                Tokens = tokens - before.Tokens,
                CostUsd = message.Entry.CostUsd is null ? null : cost - before.CostUsd,
            },
        };
    }

    /// <summary>True if it was published.</summary>
    public bool Covers(SecurityAlert alert) => _alerts.Contains((alert.Call ?? alert.SessionId, alert.Rule));

    /// <summary>True if this or more about the call was published.</summary>
    public bool Covers(ToolCall call) =>
        _calls.Count > 0
        && _calls.TryGetValue(call.Call, out var before)
        && (call.Outcome is "running" || call.Outcome == before.Outcome)
        && (call.DurationMs is null || call.DurationMs == before.DurationMs);
}

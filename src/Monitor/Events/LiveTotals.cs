using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Events;

/// <summary>What happened since the process started, summed by name. Thread-safe.</summary>
internal sealed class LiveTotals
{
    // Names come from transcripts, which a hostile program may write.
    private const int MostNames = 2000;
    private const string OtherName = "(other)";

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Client, string Model), ModelTotal> _models = [];
    private readonly Dictionary<(string Client, string Tool, string Outcome), long> _calls = [];
    private readonly RecentKeys _ended = new();
    private readonly Dictionary<string, long> _events = new(StringComparer.Ordinal);

    public void Add(LiveEvent published)
    {
        lock (_lock)
        {
            _events[published.TypeName] = _events.GetValueOrDefault(published.TypeName) + 1;
            if (published is NewMessage { Entry: var entry })
            {
                Add(published.Client ?? "", entry);
            }
            else if (published is ToolCall { Outcome: not "running", Tool: { } tool } call && _ended.Add(IdHash.Compute(call.Call)))
            {
                Add((published.Client ?? "", tool, call.Outcome));
            }
        }
    }

    public IReadOnlyList<(string Client, string Model, EventTokens Tokens, decimal CostUsd, long Responses)> Models()
    {
        lock (_lock)
        {
            return [.. _models.Select(one => (one.Key.Client, one.Key.Model, one.Value.Tokens, one.Value.CostUsd, one.Value.Responses))];
        }
    }

    /// <summary>Finished calls, by outcome.</summary>
    public IReadOnlyList<(string Client, string Tool, string Outcome, long Calls)> Calls()
    {
        lock (_lock)
        {
            return [.. _calls.Select(one => (one.Key.Client, one.Key.Tool, one.Key.Outcome, one.Value))];
        }
    }

    public IReadOnlyList<(string Type, long Count)> Events()
    {
        lock (_lock)
        {
            return [.. _events.Select(one => (one.Key, one.Value))];
        }
    }

    private void Add(string client, MessageEntry entry)
    {
        if (!_models.TryGetValue((client, entry.Model), out var total))
        {
            var key = (client, _models.Count < MostNames ? entry.Model : OtherName);
            total = _models.TryGetValue(key, out var other) ? other : _models[key] = new ModelTotal();
        }

        total.Tokens += entry.Tokens;
        total.CostUsd += entry.CostUsd ?? 0;
        total.Responses += entry.IsUpdate ? 0 : 1;
    }

    private void Add((string Client, string Tool, string Outcome) call)
    {
        if (_calls.Count >= MostNames && !_calls.ContainsKey(call))
        {
            call = call with { Tool = OtherName };
        }

        _calls[call] = _calls.GetValueOrDefault(call) + 1;
    }

    private sealed class ModelTotal
    {
        public EventTokens Tokens { get; set; } = EventTokens.None;

        public decimal CostUsd { get; set; }

        public long Responses { get; set; }
    }
}

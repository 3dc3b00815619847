using ToolTime.Recording.Hooks;

namespace ToolTime.Recording.Usage;

/// <summary>
/// Since when each client is known to report failed calls. Whether failures are visible depends on the client and its hooks, so from the
/// start of the first session that recorded a PostToolUseFailure, every call of that client is observed. Using only sessions that contain a
/// failure would select sessions by outcome, and double the error rate of a user with few failures. Earlier calls are "not measured".
/// Stored in rollups/observed.json, because the events behind it are deleted.
/// </summary>
internal sealed record ObservedClients
{
    public SortedDictionary<string, DateTimeOffset> Since { get; init; } = new(StringComparer.Ordinal);

    public bool Covers(RecordedEvent call) => Since.TryGetValue(call.Client, out var since) && call.At >= since;

    /// <summary>
    /// Learns from events in the order of their days. A known instant never moves back, so that counted days do not change.
    /// </summary>
    public void Learn(IEnumerable<RecordedEvent> events)
    {
        var starts = new Dictionary<(string, string?), DateTimeOffset>();
        foreach (var recorded in events)
        {
            starts.TryAdd((recorded.Client, recorded.Session), recorded.At);
            if (recorded.Event is EventName.PostToolUseFailure)
            {
                Since.TryAdd(recorded.Client, starts[(recorded.Client, recorded.Session)]);
            }
        }
    }
}

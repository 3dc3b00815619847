namespace ToolTime.Recording.Usage;

/// <summary>A day of the record, and what its events count as.</summary>
internal sealed record WalkedDay(DateOnly Day, IReadOnlyList<WalkedEvent> Events, int TornLines, long Bytes)
{
    /// <summary>Adds up the events that <paramref name="isCounted"/> accepts, per client.</summary>
    public SortedDictionary<string, UsageCounter> Count(Func<RecordedEvent, bool> isCounted)
    {
        var clients = new SortedDictionary<string, UsageCounter>(StringComparer.Ordinal);
        foreach (var walked in Events.Where(walked => isCounted(walked.Recorded)))
        {
            if (!clients.TryGetValue(walked.Recorded.Client, out var counter))
            {
                clients[walked.Recorded.Client] = counter = new UsageCounter();
            }

            walked.AddTo(counter);
        }

        return clients;
    }
}

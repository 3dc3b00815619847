namespace ToolTime.Monitor.Events;

/// <summary>
/// Publishes all events: numbers them, remembers the last, and wakes readers, who read at their own pace, so that no one waits for anyone.
/// Thread-safe.
/// </summary>
/// <param name="journal">Where events are written before they are published; null to remember them only in memory.</param>
internal sealed class EventHub(EventJournal? journal = null)
{
    /// <summary>How many events are remembered for reconnecting readers: some 4 MB.</summary>
    public const int Remembered = 10_000;

    private readonly Lock _lock = new();
    private readonly Frame[] _frames = new Frame[Remembered];
    private readonly List<Frame> _added = [];
    private readonly FrameWriter _writer = new();
    private long _first = 1;
    private long _last;
    private long _bytes;
    private TaskCompletionSource _more = NewSignal();

    /// <summary>Called with each event, in order, on the publishing thread.</summary>
    public event Action<LiveEvent>? Published;

    /// <summary>The number of the newest event; 0 if there is none.</summary>
    public long LastSeq => Interlocked.Read(ref _last);

    /// <summary>Bytes of all frames ever published.</summary>
    public long PublishedBytes => Interlocked.Read(ref _bytes);

    /// <summary>Completes when more has been published.</summary>
    public Task More
    {
        get
        {
            lock (_lock)
            {
                return _more.Task;
            }
        }
    }

    /// <summary>
    /// Continues after the journal's events. If <paramref name="isWhole"/> is false, some are missing, and no reader can resume before this
    /// point.
    /// </summary>
    public void Restore(bool isWhole)
    {
        lock (_lock)
        {
            long run = 0;
            foreach (var frame in journal?.Frames ?? [])
            {
                run = frame.Seq == _last + 1 ? run + 1 : 1;
                Remember(frame);
            }

            _first = isWhole ? _last - run + 1 : _last + 1;
        }
    }

    /// <summary>Numbers the events, in order, and publishes them.</summary>
    public void Publish(params IReadOnlyCollection<LiveEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        TaskCompletionSource waiting;
        lock (_lock)
        {
            _added.Clear();
            foreach (var published in events)
            {
                Add(published with { Seq = _last + 1 });
            }

            journal?.Append(_added);
            waiting = _more;
            _more = NewSignal();
        }

        waiting.SetResult();
    }

    /// <summary>Records in the journal that the index is about to be written with everything published.</summary>
    public void NoteSaving()
    {
        lock (_lock)
        {
            journal?.NoteSaving();
        }
    }

    /// <summary>Records in the journal that the index was written, and its mark.</summary>
    public void NoteSaved(string mark)
    {
        lock (_lock)
        {
            journal?.NoteSaved(mark, All);
        }
    }

    /// <summary>Where a reader continues who has seen everything up to <paramref name="since"/>; null starts with the next event.</summary>
    /// <returns>The number after which to read, and whether the reader has lost events in between.</returns>
    public (long After, bool IsGap) Resume(long? since)
    {
        lock (_lock)
        {
            if (since is not { } seen)
            {
                return (_last, false);
            }

            return seen > _last ? (_last, true) : seen < _first - 1 ? (_first - 1, true) : (seen, false);
        }
    }

    /// <summary>
    /// Copies the next events that match a filter, starting after <paramref name="after"/>, which becomes the last event examined.
    /// </summary>
    /// <returns>False if events after it were already forgotten; then nothing is copied, and it moves past them.</returns>
    public bool Take(EventFilter filter, ref long after, List<Frame> taken, int most)
    {
        taken.Clear();
        lock (_lock)
        {
            if (after < _first - 1)
            {
                after = _first - 1;
                return false;
            }

            while (after < _last && taken.Count < most)
            {
                ref readonly var frame = ref _frames[++after % Remembered];
                if (filter.Passes(frame))
                {
                    taken.Add(frame);
                }
            }
        }

        return true;
    }

    private void Add(LiveEvent numbered)
    {
        var frame = _writer.Write(numbered);
        _added.Add(frame);
        Remember(frame);
        _first = Math.Max(_first, _last - Remembered + 1);
        Published?.Invoke(numbered);
    }

    private void Remember(in Frame frame)
    {
        _last = frame.Seq;
        _bytes += frame.Json.Length;
        _frames[_last % Remembered] = frame;
    }

    private IEnumerable<Frame> All()
    {
        for (var seq = _first; seq <= _last; seq++)
        {
            yield return _frames[seq % Remembered];
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

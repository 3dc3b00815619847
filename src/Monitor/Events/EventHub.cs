namespace ToolTime.Monitor.Events;

/// <summary>
/// Where all events are published: numbers them, remembers the last, and wakes those who listen, who take them at their own speed, so that
/// nobody waits for anybody. Used by several threads at once.
/// </summary>
/// <param name="journal">Where events are written before anybody gets them; null to remember them in memory alone.</param>
internal sealed class EventHub(EventJournal? journal = null)
{
    /// <summary>How many events are remembered for those who come back: some 4 MB.</summary>
    public const int Remembered = 10_000;

    private readonly Lock _lock = new();
    private readonly Frame[] _frames = new Frame[Remembered];
    private readonly List<Frame> _added = [];
    private readonly FrameWriter _writer = new();
    private long _first = 1;
    private long _last;
    private long _bytes;
    private TaskCompletionSource _more = NewSignal();

    /// <summary>Called with each event, in order, on the thread that publishes it.</summary>
    public event Action<LiveEvent>? Published;

    /// <summary>The number of the newest event; 0 where there was none.</summary>
    public long LastSeq => Interlocked.Read(ref _last);

    /// <summary>Bytes of all frames that were ever published.</summary>
    public long PublishedBytes => Interlocked.Read(ref _bytes);

    /// <summary>Ends when more is published than there is now.</summary>
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

    /// <summary>Goes on behind what the journal holds. Where that is not all that happened, nobody can resume before it.</summary>
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

    /// <summary>Gives the events their numbers, in their order, and sends them to all who want them.</summary>
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

    /// <summary>Notes in the journal that the index is about to be written with all that was published.</summary>
    public void NoteSaving()
    {
        lock (_lock)
        {
            journal?.NoteSaving();
        }
    }

    /// <summary>Notes in the journal that it was, and which it is now.</summary>
    public void NoteSaved(string mark)
    {
        lock (_lock)
        {
            journal?.NoteSaved(mark, All);
        }
    }

    /// <summary>Where one who saw everything up to <paramref name="since"/> goes on; null begins with what comes next.</summary>
    /// <returns>The number after which to read, and whether events in between are lost to it.</returns>
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
    /// Copies the next events that a filter lets through; goes on from <paramref name="after"/>, which becomes the last that was looked at.
    /// </summary>
    /// <returns>False where events after it were forgotten meanwhile; nothing is copied then, and it is moved beyond them.</returns>
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

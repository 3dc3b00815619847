using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>The months of the index, loaded on demand: their sums for reports, their rows for changes. For one thread at a time.</summary>
internal sealed class IndexMonths(IndexStore store, IndexCatalog catalog)
{
    private const uint SecondsPerDay = 86_400;

    private readonly SortedDictionary<int, MonthRows> _rows = [];
    private readonly Dictionary<int, MonthCells> _sums = [];
    private readonly SortedDictionary<int, MonthRows> _aside = [];

    // The months that are only on disk and have anything of these sessions. Such a month does not change, and a session that is read in
    // parts asks for the same again and again.
    private (int[] Sessions, HashSet<int> Months) _stored = ([], []);

    // The last used month, and its seconds that are over a day away from any other.
    private MonthRows? _near;
    private uint _nearFrom;
    private uint _nearTo;

    /// <summary>Months whose files were damaged and therefore restarted.</summary>
    public List<string> Damaged { get; } = [];

    /// <summary>
    /// The month to change: the one that already has the row, or that of its own instant. Lines of one response may span two months, and a
    /// copy under a new time is looked for in <paramref name="others"/>.
    /// </summary>
    public MonthRows Find(uint at, Func<MonthRows, bool> knows, IReadOnlyList<int> others)
    {
        if (others.Count == 0 && _near is not null && at >= _nearFrom && at < _nearTo)
        {
            return _near;
        }

        var own = MonthNumber(at);
        var rows = Rows(own);
        Remember(own, rows);
        foreach (
            var near in (ReadOnlySpan<int>)
                [MonthNumber(at - Math.Min(at, SecondsPerDay)), MonthNumber(at + Math.Min(uint.MaxValue - at, SecondsPerDay)), .. others]
        )
        {
            if (near != own && !knows(rows) && Rows(near) is var other && knows(other))
            {
                return other;
            }
        }

        return rows;
    }

    /// <summary>
    /// True if a response with this key is stored in the month of <paramref name="at"/>, the one before, or <paramref name="others"/>, and
    /// has this witness or either has none.
    /// </summary>
    public bool HasResponse(IdHash key, uint at, uint witness, IReadOnlyList<int> others)
    {
        var own = MonthNumber(at);
        return Knows(own)
            || ((catalog.Months.ContainsKey(own - 1) || _rows.ContainsKey(own - 1)) && Knows(own - 1))
            || others.Any(Knows);

        // What was set aside is from transcripts that are read again, or are gone.
        bool Knows(int month) =>
            Rows(month).HasResponse(key, witness) || (_aside.TryGetValue(month, out var aside) && aside.HasResponse(key, witness));
    }

    /// <summary>The months with anything of these sessions, including what was set aside.</summary>
    public List<int> MonthsOf(IReadOnlyCollection<int> sessions)
    {
        if (sessions.Count == 0)
        {
            return [];
        }

        int[] wanted = [.. sessions];
        if (!_stored.Sessions.AsSpan().SequenceEqual(wanted))
        {
            _stored = (wanted, [.. catalog.Months.Keys.Where(month => !_rows.ContainsKey(month) && IsStored(month))]);
            ForgetSums();
        }

        return [.. catalog.Months.Keys.Union(_rows.Keys).Where(month =>
            (_rows.TryGetValue(month, out var rows) ? rows.HoldsAnyOf(wanted) : _stored.Months.Contains(month))
            || (_aside.TryGetValue(month, out var aside) && aside.HoldsAnyOf(wanted)))];

        bool IsStored(int month) => Sums(month) is var sums
            && (sums.Usage.Any(cell => wanted.Contains(cell.Session)) || sums.Calls.Any(cell => wanted.Contains(cell.Session)));
    }

    /// <summary>Starts each month empty, until <see cref="TakeBack"/>.</summary>
    public void SetAside()
    {
        foreach (var month in catalog.Months.Keys)
        {
            _aside[month] = Rows(month);
            _rows[month] = new MonthRows(new(), new()) { IsChanged = true };
        }

        Forget();
    }

    /// <summary>
    /// Restores the rows that were set aside, except those of some sessions, as if each were read now. A session and its
    /// <paramref name="relatives"/> may have copies of one another's rows.
    /// </summary>
    public void TakeBack(HashSet<int> except, Func<int, HashSet<int>> relatives)
    {
        var related = new Dictionary<int, (HashSet<int> Sessions, List<int> Months)>();
        foreach (var rows in _aside.Values)
        {
            for (var i = 0; i < rows.Responses.Count; i++)
            {
                var row = rows.Responses[i];
                if (!except.Contains(row.Session))
                {
                    Find(row.At, month => month.HasResponse(row.Key), Related(row.Session).Months).AddOlder(row);
                }
            }

            for (var i = 0; i < rows.Calls.Count; i++)
            {
                var row = rows.Calls[i];
                if (!except.Contains(row.Session))
                {
                    var (sessions, months) = Related(row.Session);
                    Find(row.At, month => month.HasCall(row.Key), months).AddOlder(row, sessions);
                }
            }
        }

        _aside.Clear();
        Forget();

        (HashSet<int> Sessions, List<int> Months) Related(int session)
        {
            if (!related.TryGetValue(session, out var known))
            {
                var sessions = relatives(session);
                related[session] = known = (sessions, MonthsOf(sessions));
            }

            return known;
        }
    }

    /// <summary>The sums of every month that may have something in this range of UTC seconds; they may also have sums outside it.</summary>
    public IEnumerable<MonthCells> Sums(long fromInclusive, long toExclusive)
    {
        // A response whose lines span the end of a month stays with its first line.
        var first = MonthNumber((uint)Math.Clamp(fromInclusive - SecondsPerDay, 0, uint.MaxValue));
        var last = MonthNumber((uint)Math.Clamp(toExclusive + SecondsPerDay, 0, uint.MaxValue));
        return catalog.Months.Keys.Union(_rows.Keys).Where(month => month >= first && month <= last).Select(month => Sums(month));
    }

    /// <summary>Every response from an instant on.</summary>
    public IEnumerable<ResponseRow> Responses(uint fromInclusive)
    {
        foreach (var month in MonthsFrom(fromInclusive))
        {
            var rows = month.Responses;
            for (var i = 0; i < rows.Count; i++)
            {
                if (rows[i].At >= fromInclusive && !rows[i].Kind.HasFlag(UsageKind.TotalOnly))
                {
                    yield return rows[i];
                }
            }
        }
    }

    /// <summary>Every call from an instant on.</summary>
    public IEnumerable<CallRow> Calls(uint fromInclusive)
    {
        foreach (var month in MonthsFrom(fromInclusive))
        {
            var rows = month.Calls;
            for (var i = 0; i < rows.Count; i++)
            {
                if (rows[i].At >= fromInclusive)
                {
                    yield return rows[i];
                }
            }
        }
    }

    /// <summary>Removes a session's rows, and reports them.</summary>
    public void Remove(int session, IUsageObserver? observer)
    {
        ForgetSums();
        foreach (var month in MonthsOf([session]))
        {
            Rows(month).Remove(session, observer);
        }
    }

    /// <summary>Must be called before rows change.</summary>
    public void ForgetSums() => _sums.Clear();

    /// <summary>Writes the changed months and names them in the catalog; <see cref="NoteSaved"/> completes that.</summary>
    public void Save()
    {
        foreach (var (month, rows) in _rows.Where(month => month.Value.IsChanged))
        {
            var number = catalog.Months.GetValueOrDefault(month) + 1;
            store.Write(month, number, rows, Sums(month));
            catalog.Months[month] = number;
        }
    }

    /// <summary>Confirms that the catalog was written: until then, all these months count as changed.</summary>
    public void NoteSaved()
    {
        foreach (var rows in _rows.Values)
        {
            rows.IsChanged = false;
        }
    }

    private IEnumerable<MonthRows> MonthsFrom(uint from)
    {
        var first = MonthNumber(from - Math.Min(from, SecondsPerDay));
        return catalog.Months.Keys.Union(_rows.Keys).Where(month => month >= first).ToList().Select(Rows);
    }

    private void Forget()
    {
        ForgetSums();
        _near = null;
    }

    private static int MonthNumber(uint at)
    {
        var day = DateTimeOffset.FromUnixTimeSeconds(at);
        return (day.Year * 12) + day.Month - 1;
    }

    private void Remember(int month, MonthRows rows)
    {
        var first = new DateTimeOffset(month / 12, (month % 12) + 1, 1, 0, 0, 0, TimeSpan.Zero);
        (_near, _nearFrom, _nearTo) = (
            rows,
            (uint)(first.ToUnixTimeSeconds() + SecondsPerDay),
            (uint)(first.AddMonths(1).ToUnixTimeSeconds() - SecondsPerDay)
        );
    }

    private MonthCells Sums(int month) => _sums.TryGetValue(month, out var sums) ? sums : _sums[month] = Make(month);

    private MonthCells Make(int month)
    {
        if (_rows.TryGetValue(month, out var rows))
        {
            return MonthCells.Sum(rows);
        }

        try
        {
            return store.Cells(month, catalog.Months[month]);
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException)
        {
            return MonthCells.Sum(Rows(month));
        }
    }

    private MonthRows Rows(int month)
    {
        if (!_rows.TryGetValue(month, out var rows))
        {
            _rows[month] = rows = catalog.Months.TryGetValue(month, out var number) ? Load(month, number) : new MonthRows(new(), new());
        }

        return rows;
    }

    private MonthRows Load(int month, int number)
    {
        try
        {
            return store.Rows(month, number);
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException)
        {
            Damaged.Add(IndexStore.NameOf(month));
            return new MonthRows(new(), new());
        }
    }
}

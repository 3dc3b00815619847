using System.Runtime.InteropServices;

namespace ToolTime.Uploader.Transcripts.Index;

/// <summary>
/// Everything that was ever read of transcripts, in memory as far as it is asked for. Months are loaded when they are needed: their sums to
/// report, their rows to take in more. For one thread at a time.
/// </summary>
internal sealed class UsageIndex(IndexStore store, IndexCatalog catalog)
{
    private const uint SecondsPerDay = 86_400;

    private readonly Dictionary<string, int> _names = Numbered(catalog.Names);
    private readonly Dictionary<(string, string), int> _sessions = Numbered(catalog.Sessions.Select(session => (session.Client, session.Id)));
    private readonly SortedDictionary<int, MonthRows> _rows = [];
    private bool _isChanged;

    public IReadOnlyList<string> Names => catalog.Names;

    public IReadOnlyList<IndexSession> Sessions => catalog.Sessions;

    /// <summary>The lines passed over in all transcripts that there still are.</summary>
    public PassedOver PassedOver => catalog.Transcripts.Values.Aggregate(default(PassedOver), (sum, known) => sum + known.PassedOver);

    /// <summary>Months whose files turned out to be damaged; they were begun anew.</summary>
    public List<string> Damaged { get; } = [];

    /// <summary>The number under which a folder's sessions are kept.</summary>
    public ulong FolderHash(string folder) => IdHash.Of(Path.TrimEndingDirectorySeparator(folder), catalog.Salt).Low;

    public KnownTranscript? Known(TranscriptFile file) => catalog.Transcripts.GetValueOrDefault(KeyOf(file.Path));

    /// <summary>Takes in what was read of a transcript, and notes how far it was read.</summary>
    public void Add(TranscriptReading reading)
    {
        _isChanged = true;
        catalog.Transcripts[KeyOf(reading.File.Path)] = KnownTranscript.Of(reading);
        if (reading.Responses.Count + reading.Calls.Count + reading.Outcomes.Count == 0)
            return;

        var session = SessionOf(reading);
        foreach (ref readonly var response in CollectionsMarshal.AsSpan(reading.Responses))
        {
            var key = response.Key;
            MonthOf(response.At, rows => rows.HasResponse(key)).Add(ResponseRow.Of(response, session, NameOf(response.Model)));
        }

        foreach (ref readonly var call in CollectionsMarshal.AsSpan(reading.Calls))
        {
            var key = call.Key;
            MonthOf(call.At, rows => rows.HasCall(key)).Add(CallRow.Of(call, session, NameOf(call.Tool), call.Skill is null ? CallRow.NoSkill : NameOf(call.Skill)));
        }

        foreach (ref readonly var outcome in CollectionsMarshal.AsSpan(reading.Outcomes))
        {
            var key = outcome.Key;
            MonthOf(outcome.At, rows => rows.HasCall(key)).End(key, outcome.Outcome);
        }
    }

    /// <summary>Forgets how far transcripts were read that are no more. What they told stays.</summary>
    public void KeepOnly(IEnumerable<TranscriptFile> found)
    {
        var keys = found.Select(file => KeyOf(file.Path)).ToHashSet();
        foreach (var gone in catalog.Transcripts.Keys.Where(key => !keys.Contains(key)).ToList())
            _isChanged |= catalog.Transcripts.Remove(gone);
    }

    /// <summary>Has every transcript read anew. What is known already counts no second time.</summary>
    public void ForgetTranscripts()
    {
        catalog.Transcripts.Clear();
        Damaged.Clear();
        _isChanged = true;
    }

    /// <summary>The sums of every month that may hold something of these UTC seconds, and perhaps something of others.</summary>
    public IEnumerable<MonthCells> Cells(long fromInclusive, long toExclusive)
    {
        // A response whose lines straddle the end of a month stays where its first line was.
        var first = MonthNumber((uint)Math.Clamp(fromInclusive - SecondsPerDay, 0, uint.MaxValue));
        var last = MonthNumber((uint)Math.Clamp(toExclusive + SecondsPerDay, 0, uint.MaxValue));
        return catalog.Months.Keys.Union(_rows.Keys).Where(month => month >= first && month <= last).Select(month => Cells(month));
    }

    /// <summary>Writes what has changed. Only the holder of the index's lock may.</summary>
    public void Save()
    {
        if (!_isChanged)
            return;
        foreach (var (month, rows) in _rows.Where(month => month.Value.IsChanged))
        {
            var number = catalog.Months.GetValueOrDefault(month) + 1;
            store.Write(month, number, rows, MonthCells.Of(rows));
            catalog.Months[month] = number;
        }

        store.Commit(catalog);
        _isChanged = false;
    }

    private static Dictionary<T, int> Numbered<T>(IEnumerable<T> all)
        where T : notnull => all.Select((one, number) => (one, number)).ToDictionary(pair => pair.one, pair => pair.number);

    private static int MonthNumber(uint at)
    {
        var day = DateTimeOffset.FromUnixTimeSeconds(at);
        return (day.Year * 12) + day.Month - 1;
    }

    private MonthCells Cells(int month)
    {
        if (_rows.TryGetValue(month, out var rows))
            return MonthCells.Of(rows);
        try
        {
            return store.Cells(month, catalog.Months[month]);
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException)
        {
            return MonthCells.Of(Rows(month));
        }
    }

    private MonthRows Rows(int month)
    {
        if (!_rows.TryGetValue(month, out var rows))
            _rows[month] = rows = catalog.Months.TryGetValue(month, out var number) ? Kept(month, number) : new MonthRows(new(), new());
        return rows;
    }

    private MonthRows Kept(int month, int number)
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

    // The month in which something is already known, else the one of its own instant: lines of one response may straddle two.
    private MonthRows MonthOf(uint at, Func<MonthRows, bool> knows)
    {
        var own = MonthNumber(at);
        var rows = Rows(own);
        foreach (var near in (ReadOnlySpan<int>)[MonthNumber(at - Math.Min(at, SecondsPerDay)), MonthNumber(at + Math.Min(uint.MaxValue - at, SecondsPerDay))])
        {
            if (near != own && !knows(rows) && Rows(near) is var other && knows(other))
                return other;
        }

        return rows;
    }

    private IdHash KeyOf(string path) => IdHash.Of(path, catalog.Salt);

    private int NameOf(string name)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, name, out var isKnown);
        if (isKnown)
            return number;
        number = catalog.Names.Count;
        catalog.Names.Add(name);
        return number;
    }

    private int SessionOf(TranscriptReading reading)
    {
        var file = reading.File;
        var folder = reading.State.Folder;
        var session = folder is null
            ? new IndexSession(file.Format.Client, file.Session, file.Folder, 0)
            : new IndexSession(file.Format.Client, file.Session, ProjectName.Of(folder), FolderHash(folder));
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_sessions, (session.Client, session.Id), out var isKnown);
        if (!isKnown)
        {
            number = catalog.Sessions.Count;
            catalog.Sessions.Add(session);
        }
        else if (catalog.Sessions[number].FolderHash == 0)
        {
            catalog.Sessions[number] = session;
        }

        return number;
    }
}

using System.Runtime.InteropServices;

namespace ToolTime.Transcripts.Index;

/// <summary>Everything that was ever read of transcripts, in memory as far as it is asked for. For one thread at a time.</summary>
internal sealed class UsageIndex(IndexStore store, IndexCatalog catalog)
{
    private readonly IndexMonths _months = new(store, catalog);
    private readonly Dictionary<string, int> _names = Numbered(catalog.Names);
    private readonly Dictionary<(string, string), int> _sessions = Numbered(catalog.Sessions.Select(session => (session.Client, session.Id)));
    private bool _isChanged;

    public IReadOnlyList<string> Names => catalog.Names;

    public IReadOnlyList<IndexSession> Sessions => catalog.Sessions;

    /// <summary>The lines skipped in all transcripts that there still are.</summary>
    public Skipped Skipped => catalog.Transcripts.Values.Aggregate(default(Skipped), (sum, known) => sum + known.Skipped);

    /// <summary>Months whose files turned out to be damaged; they were begun again.</summary>
    public IReadOnlyList<string> Damaged => _months.Damaged;

    /// <summary>The number under which a folder's sessions are stored.</summary>
    public ulong FolderHash(string folder) => IdHash.Compute(Path.TrimEndingDirectorySeparator(folder), catalog.Salt).Low;

    public KnownTranscript? Known(TranscriptFile file) => catalog.Transcripts.GetValueOrDefault(KeyOf(file.Path));

    /// <summary>Takes in what was read of a transcript, and notes how far it was read.</summary>
    public void Add(TranscriptReading reading)
    {
        _isChanged = true;
        catalog.Transcripts[KeyOf(reading.File.Path)] = KnownTranscript.From(reading);
        if (reading.Responses.Count + reading.Calls.Count + reading.Outcomes.Count == 0)
            return;

        _months.ForgetSums();
        var session = SessionOf(reading);
        foreach (ref readonly var response in CollectionsMarshal.AsSpan(reading.Responses))
        {
            var key = response.Key;
            _months.Find(response.At, rows => rows.HasResponse(key)).Add(ResponseRow.From(response, session, NameOf(response.Model)));
        }

        foreach (ref readonly var call in CollectionsMarshal.AsSpan(reading.Calls))
        {
            var key = call.Key;
            _months.Find(call.At, rows => rows.HasCall(key)).Add(CallRow.From(call, session, NameOf(call.Tool), call.Skill is null ? CallRow.NoSkill : NameOf(call.Skill)));
        }

        foreach (ref readonly var outcome in CollectionsMarshal.AsSpan(reading.Outcomes))
        {
            var key = outcome.Key;
            _months.Find(outcome.At, rows => rows.HasCall(key)).End(key, outcome.Outcome);
        }
    }

    /// <summary>Forgets how far transcripts were read that are no more. What they held stays.</summary>
    public void ForgetMissing(IEnumerable<TranscriptFile> found)
    {
        var keys = found.Select(file => KeyOf(file.Path)).ToHashSet();
        foreach (var gone in catalog.Transcripts.Keys.Where(key => !keys.Contains(key)).ToList())
            _isChanged |= catalog.Transcripts.Remove(gone);
    }

    /// <summary>Has every transcript read again. What is known already counts no second time.</summary>
    public void ForgetTranscripts()
    {
        catalog.Transcripts.Clear();
        _months.Damaged.Clear();
        _isChanged = true;
    }

    /// <inheritdoc cref="IndexMonths.Sums(long, long)"/>
    public IEnumerable<MonthCells> Cells(long fromInclusive, long toExclusive) => _months.Sums(fromInclusive, toExclusive);

    /// <summary>Writes what has changed. Only the holder of the index's lock may.</summary>
    public void Save()
    {
        if (!_isChanged)
            return;
        _months.Save();
        store.Commit(catalog);
        _isChanged = false;
    }

    private static Dictionary<T, int> Numbered<T>(IEnumerable<T> all)
        where T : notnull => all.Select((one, number) => (one, number)).ToDictionary(pair => pair.one, pair => pair.number);

    private IdHash KeyOf(string path) => IdHash.Compute(path, catalog.Salt);

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
            : new IndexSession(file.Format.Client, file.Session, ProjectName.FromFolder(folder), FolderHash(folder));
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

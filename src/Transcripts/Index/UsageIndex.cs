using System.Runtime.InteropServices;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>Everything ever read from transcripts, loaded on demand. For one thread at a time.</summary>
internal sealed class UsageIndex(IndexStore store, IndexCatalog catalog)
{
    // For a reading that has only the ends of calls, of any session.
    private const int NoSession = -1;

    private readonly IndexMonths _months = Begin(store, catalog);
    private readonly CatalogNames _names = new(catalog);
    private readonly Dictionary<(string, string), int> _sessions = CatalogNames.Numbered(
        catalog.Sessions.Select(session => (session.Client, session.Id))
    );

    // Sessions read while the data of older readers waits.
    private readonly HashSet<int> _readSessions = [];

    // Sessions that have a transcript, even if it has no content yet.
    private readonly HashSet<IdHash> _transcripts = [];
    private bool _isChanged;
    private SessionFamily? _family;

    /// <summary>
    /// True if older readers read what is stored, until <see cref="TakeBack"/>. The index then starts empty, and nothing is saved.
    /// </summary>
    public bool IsOutdated { get; private set; } = catalog.IsOutdated;

    /// <summary>Receives what readings change, or null.</summary>
    public IUsageObserver? Observer { get; set; }

    private SessionFamily Family => _family ??= new SessionFamily(catalog, _sessions, _months);

    public IReadOnlyList<string> Names => catalog.Names;

    public IReadOnlyList<IndexSession> Sessions => catalog.Sessions;

    /// <summary>A name's index among <see cref="Names"/>, or null.</summary>
    public int? NumberOf(string name) => _names.Find(name);

    /// <summary>An attribution by its number, or null.</summary>
    public Attribution? Attribution(int number)
    {
        if (number == AttributionRow.None)
        {
            return null;
        }

        var row = catalog.Attributions[number - 1];
        return new Attribution(Name(row.Skill), Name(row.Plugin), Name(row.McpServer), Name(row.Agent));

        string? Name(int name) => name == AttributionRow.NoName ? null : Names[name];
    }

    /// <summary>The lines skipped in all existing transcripts.</summary>
    public Skipped Skipped => catalog.Transcripts.Values.Aggregate(default(Skipped), (sum, known) => sum + known.Skipped);

    /// <summary>The client's own figures for the cost of a session's part by a model, by the numbers of both.</summary>
    public IReadOnlyDictionary<(int Session, int Model), ClientCost> ClientCosts => catalog.ClientCosts;

    /// <summary>Months whose files were damaged and therefore restarted.</summary>
    public IReadOnlyList<string> Damaged => _months.Damaged;

    /// <summary>The number under which a folder's sessions are stored.</summary>
    public ulong FolderHash(string folder) =>
        IdHash.Compute(Path.TrimEndingDirectorySeparator(ProjectFolder.Find(folder)), catalog.Salt).Low;

    /// <summary>A folder's number among those that <see cref="FoldersOf"/> returns.</summary>
    public ulong CoverHash(string folder) => FolderHash(OperatingSystem.IsLinux() ? folder : folder.ToUpperInvariant());

    /// <summary>The numbers of the folders that, switched off, cover a session; null if its folder is unknown.</summary>
    public IReadOnlyList<ulong>? FoldersOf(IndexSession session) => catalog.Folders.GetValueOrDefault(session.FolderHash);

    /// <summary>Identifies this index, and says nothing about its location.</summary>
    public string Machine => IdHash.Compute("machine", catalog.Salt).ToString();

    /// <summary>Distinguishes a session from others without its name.</summary>
    public string SessionHash(IndexSession session) => IdHash.Compute($"{session.Client} {session.Id}", catalog.Salt).ToString();

    /// <summary>A session by its client's names; null if it was not read.</summary>
    public IndexSession? Find(string client, string session) =>
        _sessions.TryGetValue((client, session), out var number) ? catalog.Sessions[number] : null;

    public KnownTranscript? Known(TranscriptFile file) => catalog.Transcripts.GetValueOrDefault(KeyOf(file.Path));

    /// <summary>
    /// Restores what older readers read for sessions not read since, because their transcripts are gone. Must be called after everything
    /// was read; later calls do nothing.
    /// </summary>
    public void TakeBack()
    {
        if (!IsOutdated)
        {
            return;
        }

        var descendants = Enumerable
            .Range(0, catalog.Sessions.Count)
            .SelectMany(session => Family.Ancestors(session).Select(ancestor => (ancestor, session)))
            .ToLookup(pair => pair.ancestor, pair => pair.session);
        _months.TakeBack(_readSessions, session => [.. Family.Ancestors(session), .. descendants[session]]);
        foreach (var (part, cost) in catalog.OlderClientCosts.Where(cost => !_readSessions.Contains(cost.Key.Session)))
        {
            catalog.ClientCosts.TryAdd(part, cost);
        }

        (IsOutdated, _isChanged) = (false, true);
    }

    /// <summary>True if the session has or had a transcript, which alone says what the session used.</summary>
    public bool HasTranscript(string client, string session) =>
        _transcripts.Contains(TranscriptKey(client, session))
        || (_sessions.TryGetValue((client, session), out var number) && !catalog.Sessions[number].IsOtlpOnly);

    /// <summary>Adds what was read from a transcript, and how far it was read.</summary>
    public void Add(TranscriptReading reading)
    {
        _isChanged = true;
        foreach (var session in reading.Sessions.Prepend(reading))
        {
            NoteTranscript(session.File.Format, session.Session);
            if (!session.IsEmpty)
            {
                AddRows(session);
            }
        }

        catalog.Transcripts[KeyOf(reading.File.Path)] = KnownTranscript.From(reading);
    }

    /// <summary>Forgets how far transcripts were read that no longer exist. Their content stays.</summary>
    public void ForgetMissing(IReadOnlyCollection<TranscriptFile> found)
    {
        foreach (var file in found)
        {
            NoteTranscript(file.Format, file.Session);
        }

        var keys = found.Select(file => KeyOf(file.Path)).ToHashSet();
        foreach (var gone in catalog.Transcripts.Keys.Where(key => !keys.Contains(key)).ToList())
        {
            _isChanged |= catalog.Transcripts.Remove(gone);
        }
    }

    /// <summary>Makes every transcript be read again. What already counts does not count again.</summary>
    public void ForgetTranscripts()
    {
        catalog.Transcripts.Clear();
        _months.Damaged.Clear();
        _isChanged = true;
    }

    /// <inheritdoc cref="IndexMonths.Sums(long, long)"/>
    public IEnumerable<MonthCells> Cells(long fromInclusive, long toExclusive) => _months.Sums(fromInclusive, toExclusive);

    /// <summary>The stored responses from an instant on, in UTC seconds since 1970, in no order.</summary>
    public IEnumerable<ResponseRow> Responses(uint fromInclusive) => _months.Responses(fromInclusive);

    /// <summary>The stored calls from an instant on, likewise.</summary>
    public IEnumerable<CallRow> Calls(uint fromInclusive) => _months.Calls(fromInclusive);

    /// <inheritdoc cref="IndexStore.Mark"/>
    public string Mark() => store.Mark();

    /// <summary>Writes what has changed. Only the holder of the index's lock may call this.</summary>
    public void Save()
    {
        if (!_isChanged || IsOutdated)
        {
            return;
        }

        _months.Save();
        store.Commit(catalog);
        _months.NoteSaved();
        _isChanged = false;
    }

    private static IndexMonths Begin(IndexStore store, IndexCatalog catalog)
    {
        var months = new IndexMonths(store, catalog);
        if (catalog.IsOutdated)
        {
            months.SetAside();
        }

        return months;
    }

    private void AddRows(TranscriptReading reading)
    {
        _months.ForgetSums();
        var format = reading.File.Format;
        if (format.Recorder is Recorder.Hooks || (format.Recorder is Recorder.Otlp && HasTranscript(format.Client, reading.Session)))
        {
            EndCalls(reading, NoSession, isTimeOnly: true, months: []);
            return;
        }

        var session = SessionOf(reading);
        // What was reported over OTLP may be incomplete when it is read again.
        if (IsOutdated && format.Recorder is Recorder.Transcript)
        {
            _readSessions.Add(session);
        }

        var kin = Family.KinOf(session, reading.State);
        AddResponses(reading, session, kin);
        AddCalls(reading, session, kin);
        EndCalls(reading, session, isTimeOnly: false, kin.Months);
        TakeWaiting(reading, session, kin.Months);
        foreach (var (model, cost) in reading.ClientCosts)
        {
            catalog.ClientCosts[(session, _names.Number(model))] = cost;
        }
    }

    private void AddResponses(TranscriptReading reading, int session, SessionKin kin)
    {
        foreach (ref readonly var response in CollectionsMarshal.AsSpan(reading.Responses))
        {
            if (Family.KeyOf(response, reading, kin) is not { } key)
            {
                continue;
            }

            var (model, attribution) = (_names.Number(response.Model), _names.Number(response.Attribution));
            var change = _months
                .Find(response.At, rows => rows.HasResponse(key), kin.Months)
                .Add(ResponseRow.From(response with { Key = key }, session, model, attribution));
            if (change is { } known && !response.Kind.HasFlag(UsageKind.TotalOnly))
            {
                Observer?.Responded(known, reading);
            }
        }
    }

    private void AddCalls(TranscriptReading reading, int session, SessionKin kin)
    {
        foreach (ref readonly var call in CollectionsMarshal.AsSpan(reading.Calls))
        {
            var key = call.Key;
            var row = CallRow.From(
                call,
                session,
                call.Tool is null ? CallRow.NoTool : _names.Number(call.Tool),
                call.Skill is null ? CallRow.NoSkill : _names.Number(call.Skill),
                _names.Number(call.Attribution)
            );
            if (_months.Find(call.At, rows => rows.HasCall(key), kin.Months).Add(row, kin.Ancestors, call.IsUnique) is { } change)
            {
                Observer?.Called(change, reading);
            }
            else
            {
                Observer?.CalledBefore(key);
            }
        }
    }

    // For a session with a transcript, other recorders only add how long calls ran.
    private void EndCalls(TranscriptReading reading, int session, bool isTimeOnly, IReadOnlyList<int> months)
    {
        foreach (ref readonly var outcome in CollectionsMarshal.AsSpan(reading.Outcomes))
        {
            var key = outcome.Key;
            var month = _months.Find(outcome.At, rows => rows.HasCall(key), months);
            if (isTimeOnly && outcome.Milliseconds >= 0 && !month.HasCall(key))
            {
                catalog.Waiting.Add(key, outcome.Milliseconds);
                continue;
            }

            var ended = isTimeOnly ? CallOutcome.Unknown : outcome.Outcome;
            if (month.End(key, session, ended, outcome.Milliseconds) is { } change)
            {
                Observer?.Called(change, reading);
            }
        }
    }

    private void TakeWaiting(TranscriptReading reading, int session, IReadOnlyList<int> months)
    {
        for (var i = 0; i < reading.Calls.Count && catalog.Waiting.Count > 0; i++)
        {
            var (key, at) = (reading.Calls[i].Key, reading.Calls[i].At);
            if (
                catalog.Waiting.Take(key) is { } milliseconds
                && _months.Find(at, rows => rows.HasCall(key), months).End(key, session, CallOutcome.Unknown, milliseconds) is { } change
            )
            {
                Observer?.Called(change, reading);
            }
        }
    }

    private IdHash KeyOf(string path) => IdHash.Compute(path, catalog.Salt);

    private static IdHash TranscriptKey(string client, string session) => IdHash.Compute(session, IdHash.Compute(client));

    // A transcript replaces what was reported over OTLP before it was found.
    private void NoteTranscript(ITranscriptFormat format, string session)
    {
        if (
            format.Recorder is not Recorder.Transcript
            || session.Length == 0
            || !_transcripts.Add(TranscriptKey(format.Client, session))
            || !_sessions.TryGetValue((format.Client, session), out var number)
            || !catalog.Sessions[number].IsOtlpOnly
        )
        {
            return;
        }

        _months.Remove(number, Observer);
        catalog.Sessions[number] = catalog.Sessions[number] with { IsOtlpOnly = false };
        _isChanged = true;
    }

    private int SessionOf(TranscriptReading reading)
    {
        var file = reading.File;
        var folder = reading.State.Folder;
        var session = folder is null
            ? new IndexSession(file.Format.Client, reading.Session, file.Folder, 0)
            : new IndexSession(file.Format.Client, reading.Session, ProjectFolder.NameOf(folder), FolderHash(folder));
        session = session with { IsOtlpOnly = file.Format.Recorder is Recorder.Otlp };
        if (folder is not null && (IsOutdated || !catalog.Folders.ContainsKey(session.FolderHash)))
        {
            // A worktree that is gone no longer says whose it was, so what is known stays.
            catalog.Folders[session.FolderHash] = [.. (FoldersOf(session) ?? []).Union(ProjectFolder.CoveredBy(folder).Select(CoverHash))];
        }

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

        if (reading.State.Parent is { } parent && catalog.Sessions[number].Parent is null)
        {
            catalog.Sessions[number] = catalog.Sessions[number] with { Parent = parent };
        }

        return number;
    }
}

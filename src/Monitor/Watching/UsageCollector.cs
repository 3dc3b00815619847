using ToolTime.Monitor.Events;
using ToolTime.Monitor.FileEvents;
using ToolTime.Monitor.Overview;
using ToolTime.Monitor.Settings;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;
using ToolTime.Transcripts.Scanning;

namespace ToolTime.Monitor.Watching;

/// <summary>
/// Reads what agents write, as they write it, into the index, and publishes the changes. File system events say where to look; only the
/// index knows how far a file was read, so nothing is read twice or left out.
/// </summary>
internal sealed class UsageCollector : IDisposable
{
    // What is read at once is held in memory until it is in the index.
    private const int MostAtOnce = 128 * 1024;

    private readonly MonitorOptions _options;
    private readonly EventHub _hub;
    private readonly UsageIndex _index;
    private readonly UsageEvents _events;
    private readonly ActiveSessions _sessions;
    private readonly ChangedPaths _changed = new();
    private readonly FolderWatcher _watcher;
    private readonly CallWatch _calls;
    private readonly SentimentWatch? _sentiment;
    private readonly TakeInput? _takeCalls;
    private readonly TakeText? _takeTexts;
    private readonly TranscriptReader _reader;
    private readonly IReadOnlyList<TranscriptRoot> _roots;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PublishedUsage _published;
    private readonly RecentActivity _recent;
    private readonly CollectorSchedule _schedule;
    private readonly ReadRetries _retries;
    private readonly bool _isResumed;
    private readonly bool _canSave;
    private CollectorStatus _status = new();

    /// <param name="options">The settings.</param>
    /// <param name="hub">Where it publishes.</param>
    /// <param name="index">The index to update.</param>
    /// <param name="journal">What was published before; null to start with what comes.</param>
    /// <param name="canSave">False if another process writes the index.</param>
    public UsageCollector(MonitorOptions options, EventHub hub, UsageIndex index, EventJournal? journal = null, bool canSave = true)
    {
        (_options, _hub, _index, _canSave) = (options, hub, index, canSave);
        _sessions = new ActiveSessions(options.Time);
        _schedule = new CollectorSchedule(options.Time);
        _retries = new ReadRetries(options.Time);
        _calls = new CallWatch(options);
        hub.Published += _calls.Note;
        _sentiment = options.HasSentiment ? new SentimentWatch(options.Now) : null;
        _takeCalls = options.Engine is null ? null : _calls.Take;
        _takeTexts = _sentiment is null ? null : _sentiment.Take;
        _reader = new TranscriptReader(_takeCalls, _takeTexts, MostAtOnce);
        _sessions.Begin(index.Sessions.Count);
        // What was written before anyone followed is history, which reports and pages show. What was written while the following process
        // was away is published late, but not if an upgrade makes everything be read again.
        _isResumed = journal?.IsOf(index.Mark()) is true && !index.IsOutdated;
        _published = journal?.Unsaved ?? new();
        var prices = new UsagePrices(index, options.Prices, options.Zone);
        _recent = new RecentActivity(index, prices, journal);
        _events = new UsageEvents(index, prices, _sessions, _published, hub.Publish, _sentiment is null ? null : _sentiment.ScoreOf);
        _roots = [.. TranscriptFormats.All.SelectMany(format => format.Roots(options.Environment))];
        _watcher = new FolderWatcher(_roots, _changed, options.IsPolled);
        Overview = new LiveOverview(options, hub);
        hub.Restore(_isResumed);
    }

    /// <summary>The active sessions and spending, for views.</summary>
    public LiveOverview Overview { get; }

    /// <summary>Completes when everything present at the start has been read.</summary>
    public Task Ready => _ready.Task;

    public CollectorStatus Status => Volatile.Read(ref _status);

    /// <inheritdoc cref="FolderWatcher.Events"/>
    public IFolderEvents FolderEvents => _watcher.Events;

    public IReadOnlyList<RootWatcher> Watchers => _watcher.Watchers;

    /// <summary>Uses the index and the sessions while nothing is read.</summary>
    public T Query<T>(Func<UsageIndex, ActiveSessions, T> query)
    {
        lock (_lock)
        {
            return query(_index, _sessions);
        }
    }

    /// <summary>Reads what is there, then what comes, until stopped; writes the index at the end.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        _watcher.Check();
        _changed.Take();
        _schedule.NoteCheck();
        ReadFirst();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await _changed.WaitAsync(NextDue(), _options.Time, stop);
                Work(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        finally
        {
            lock (_lock)
            {
                Save();
            }
        }
    }

    /// <summary>
    /// Lets the rules check a call that telemetry reports. One that is also in a transcript is left to that, which says where it was made.
    /// </summary>
    /// <returns>Whether it is new and only telemetry reports it.</returns>
    public bool TakeReportedCall(in CallInput input)
    {
        lock (_lock)
        {
            if (_index.HasTranscript(input.Client, input.Session))
            {
                return false;
            }
        }

        return _calls.TryTake(input);
    }

    public void Dispose() => _watcher.Dispose();

    private TimeSpan NextDue()
    {
        var due = _schedule.Next(_watcher.IsPolled);
        due = _retries.Due is { } retry && retry < due ? retry : due;
        return Overview.Due is { } overview && overview < due ? overview : due;
    }

    private void Work(CancellationToken stop)
    {
        var paths = _changed.Take();
        if (_schedule.IsLookDue(_watcher.IsPolled))
        {
            paths = null;
        }

        if (paths is null)
        {
            ReadAgain();
        }
        else
        {
            Read([.. paths, .. _retries.TakeDue()], stop);
        }

        if (_schedule.IsCheckDue)
        {
            CheckAll();
        }

        RefreshOverview();
        if (_schedule.IsSaveDue)
        {
            lock (_lock)
            {
                Save();
            }
        }
    }

    private void RefreshOverview()
    {
        if (Overview.Due != TimeSpan.Zero)
        {
            return;
        }

        lock (_lock)
        {
            Overview.Refresh(_index);
        }
    }

    private void CheckAll()
    {
        _schedule.NoteCheck();
        _watcher.Check();
        lock (_lock)
        {
            _hub.Publish(_sessions.EndIdle(_options.Now()));
        }

        Overview.NoteTime();
    }

    private void ReadFirst()
    {
        lock (_lock)
        {
            if (_isResumed)
            {
                // Before that which is published late.
                _recent.AddTo(_sessions, Overview, _options.Now());
            }

            ScanAll(isPublished: _isResumed);
            if (!_isResumed)
            {
                _sessions.Begin(_index.Sessions.Count);
                _recent.AddTo(_sessions, Overview, _options.Now());
            }

            Save();
            Overview.Refresh(_index);
        }

        _ready.TrySetResult();
        // Anyone who sees this may ask for everything.
        Volatile.Write(ref _status, _status with { IsReady = true });
    }

    private void ReadAgain()
    {
        lock (_lock)
        {
            ScanAll(isPublished: true);
        }
    }

    private void ScanAll(bool isPublished)
    {
        _index.Observer = isPublished ? _events : null;
        var scan = isPublished
            ? new TranscriptScan(_index, _options.Environment, _takeCalls, _takeTexts)
            : new TranscriptScan(_index, _options.Environment);
        scan.Run(() => { });
        if (_index.Damaged.Count > 0)
        {
            _index.Observer = null;
            _index.ForgetTranscripts();
            scan = new TranscriptScan(_index, _options.Environment);
            scan.Run(() => { });
        }

        _index.Observer = _events;
        PublishAll();
        Note(scan.FilesDue, scan.Progress.Read);
        Volatile.Write(
            ref _status,
            _status with
            {
                Files = scan.Files.Count,
                FullPasses = _status.FullPasses + 1,
                Skipped = _index.Skipped + scan.Unreadable,
            }
        );
        _schedule.NoteLook();
    }

    // The next start finds what is left when this is stopped.
    private void Read(IReadOnlyCollection<string> paths, CancellationToken stop)
    {
        // Other recorders add to calls, which must be known first.
        var files = paths.Select(path => TranscriptRoot.Look(_roots, path)).OfType<TranscriptFile>();
        foreach (var file in files.OrderBy(file => file.Format.Recorder))
        {
            TranscriptReading? reading = null;
            do
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                // Others may use the lock in between.
                lock (_lock)
                {
                    reading = Read(file, reading?.State);
                }
            }
            while (reading?.HasMore is true);
        }
    }

    // Continues from a state. Null if nothing new was read.
    private TranscriptReading? Read(TranscriptFile file, TranscriptState? state)
    {
        var known = _index.Known(file);
        var isUnchanged = known?.IsUnchanged(file) is true;
        // A file of lines that was replaced within a tick of the clock may look the same; opening a database itself causes events.
        if (isUnchanged && file.Format is not ILineFormat)
        {
            return null;
        }

        var reading = _reader.Read(file, known, state);
        if (!reading.IsComplete)
        {
            if (reading.IsBroken)
            {
                _index.Add(reading);
                Note(1, 0);
            }
            else if (reading.Skipped.Unreadable > 0)
            {
                _retries.Add(file.Path);
            }

            return null;
        }

        _retries.Remove(file.Path);

        if (isUnchanged && reading.Fingerprint == known!.Fingerprint)
        {
            return null;
        }

        _index.Add(reading);
        if (reading.HasMore)
        {
            _events.Publish();
        }
        else
        {
            PublishAll();
        }

        Note(1, Math.Max(0, reading.Position - (known?.Position ?? 0)));
        return reading;
    }

    private void PublishAll()
    {
        _events.Publish();
        LiveEvent[] alerts = [.. _calls.TakeAll(_events.IsCopy).Where(alert => !_published.Covers(alert)), .. _sentiment?.TakeAll() ?? []];
        _hub.Publish([.. alerts.Select(InProject)]);
        _events.ForgetCopies();
    }

    // With the project of all the session's events, wherever the call was made, and before a line named the folder.
    private LiveEvent InProject(LiveEvent alert) =>
        alert is { Client: { } client, SessionId: { } id } && _index.Find(client, id) is { } session
            ? alert with { Project = session.Project }
            : alert;

    private void Note(int readings, long bytes)
    {
        Volatile.Write(ref _status, _status.With(readings, bytes));
        if (readings == 0)
        {
            return;
        }

        _schedule.NoteChange();
        Overview.NoteChange();
    }

    private void Save()
    {
        _schedule.NoteSave();
        if (!_canSave)
        {
            return;
        }

        try
        {
            _hub.NoteSaving();
            _index.Save();
            _hub.NoteSaved(_index.Mark());
            _published.Clear();
            SpareMemory.GiveBackAfter(_status.Unsaved);
            var savedAt = _options.Now().ToUnixTimeSeconds();
            var saved = _status with { Saves = _status.Saves + 1, SavedAt = savedAt, Unsaved = 0, Skipped = _index.Skipped };
            Volatile.Write(ref _status, saved);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next change tries again; until then what was read is in memory, and after a crash it is read again.
            Volatile.Write(ref _status, _status with { FailedSaves = _status.FailedSaves + 1 });
        }
    }
}

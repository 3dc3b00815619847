using System.Text;
using ToolTime.Monitor.Budgets;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Settings;
using ToolTime.Recording.Clock;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Overview;

/// <summary>
/// Tracks spending: sums up again when something has changed, reports when a budget or limit is near, and writes what status lines show.
/// Summing up covers the month, so it is done rarely enough to take at most a fiftieth of the time.
/// </summary>
internal sealed class LiveOverview
{
    private const int MostCalls = 50;

    // Of all projects, so that there are some of each.
    private const int MostCallsRemembered = 1000;
    private const int MostAlerts = 20;
    private const int MostSessions = 100;
    private const int MinutesShown = 60;
    private const int RestFactor = 50;

    private static readonly TimeSpan LeastRest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(10);

    private readonly MonitorOptions _options;
    private readonly EventHub _hub;
    private readonly BudgetWatch _alerts;
    private readonly Lock _lock = new();
    private readonly RecentMinutes _minutes = new();
    private readonly RecentCosts _costs = new();
    private readonly Dictionary<string, ToolCall> _calls = new(StringComparer.Ordinal);
    private readonly Queue<string> _callOrder = [];
    private readonly Queue<LiveEvent> _alerted = [];
    private UsageRow? _today;
    private IReadOnlyList<UsageRow> _models = [];
    private SpendingStatus? _spending;
    private SessionBlockUpdate? _sentWindow;
    private bool _isChanged;
    private DateTime _budgetsWrittenAt;
    private long _refreshedAt;
    private TimeSpan _rest = LeastRest;

    public LiveOverview(MonitorOptions options, EventHub hub)
    {
        (_options, _hub) = (options, hub);
        _alerts = new BudgetWatch(options.Home);
        hub.Published += Note;
    }

    /// <summary>How long until a refresh is due; null if nothing has changed.</summary>
    public TimeSpan? Due
    {
        get
        {
            if (!_isChanged)
            {
                return null;
            }

            var left = _rest - _options.Time.GetElapsedTime(_refreshedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public void NoteChange() => _isChanged = true;

    /// <summary>Days and windows end, and budgets and limits change, although agents write nothing.</summary>
    public void NoteTime()
    {
        if (_spending is not { } spending)
        {
            return;
        }

        var now = _options.Now();
        var day = LocalDay.At(now, _options.Zone);
        var (limits, known) = (OfficialLimits.ReadNewest(_options.Home)?.Current(now), spending.Limits?.Current(now));
        _isChanged |=
            day != spending.Day
            || (spending.Window is { } window && string.CompareOrdinal(UtcText.Seconds(now), window.End) >= 0)
            || (limits?.FiveHour, limits?.SevenDay, limits?.SpendLimit) != (known?.FiveHour, known?.SevenDay, known?.SpendLimit)
            || File.GetLastWriteTimeUtc(_options.Home.Budgets) != _budgetsWrittenAt;
    }

    /// <summary>Shows the calls and alerts of before the start, in order.</summary>
    public void Restore(IReadOnlyList<LiveEvent> events)
    {
        foreach (var published in events)
        {
            Note(published);
        }
    }

    /// <summary>Sums up again. Must be called while nothing else uses the index.</summary>
    public void Refresh(UsageIndex index)
    {
        _isChanged = false;
        var began = _options.Time.GetTimestamp();
        var now = _options.Now();
        if (_today is null)
        {
            ReadMinutes(index, now);
        }

        _budgetsWrittenAt = File.GetLastWriteTimeUtc(_options.Home.Budgets);
        var spending = SpendingStatus.Make(index, _options, now);
        lock (_lock)
        {
            (_today, _models, _spending) = (spending.Today, spending.Models, spending);
        }

        if (IsStatusLineShown())
        {
            spending.Snapshot.Write(_options.Home);
        }

        List<LiveEvent> events = [.. _alerts.Check(spending, budget => RateOf(budget, now), now)];
        if (spending.Window is { } window && window != _sentWindow)
        {
            events.Add(_sentWindow = window);
        }

        _hub.Publish(events);
        _refreshedAt = _options.Time.GetTimestamp();
        _rest = _options.Time.GetElapsedTime(began, _refreshedAt) * RestFactor;
        _rest = _rest > LeastRest ? _rest : LeastRest;
    }

    /// <summary>What it is now.</summary>
    /// <param name="sessions">The active sessions.</param>
    /// <param name="project">Whose sessions and calls are in it, by its folder's name in any case; sums are of all. Null for all.</param>
    public LiveSnapshot Snapshot(IReadOnlyCollection<LiveSession> sessions, string? project = null)
    {
        var now = _options.Now();
        var shown = sessions.Where(session => LiveSnapshot.IsOf(project, session.Project)).ToList();
        lock (_lock)
        {
            var rate = _minutes.Rate(now.ToUnixTimeSeconds());
            var spending = _spending ?? throw new InvalidOperationException("Nothing was summed up yet.");
            return new LiveSnapshot
            {
                At = UtcText.Seconds(now),
                Today = _today!,
                TokensPerMinute = Math.Round(rate.TokensPerMinute, 1),
                CostUsdPerHour = decimal.Round(rate.CostUsdPerHour, 6),
                Window = spending.Window,
                OfficialLimits = spending.Limits?.Current(now),
                Budgets = spending.Budgets,
                Depletions = [.. spending.Budgets.Select((budget, i) => spending.DepletionOf(i, RateOf(budget, now), now))],
                Sessions = [.. shown.OrderByDescending(session => session.SeenAt).Take(MostSessions).Select(LiveSessionRow.From)],
                SessionCount = shown.Count(session => !session.IsSubagent),
                Calls =
                [
                    .. _callOrder
                        .Reverse()
                        .Select(call => _calls[call])
                        .Where(call => LiveSnapshot.IsOf(project, call.Project))
                        .OrderByDescending(call => call.At, StringComparer.Ordinal)
                        .Take(MostCalls),
                ],
                Alerts = [.. _alerted.Reverse()],
                Models = _models,
                Minutes = _minutes.Last(now.ToUnixTimeSeconds(), MinutesShown),
                LastSeq = _hub.LastSeq,
            };
        }
    }

    private decimal RateOf(BudgetStatus budget, DateTimeOffset now)
    {
        lock (_lock)
        {
            return _costs.UsdPerHour(budget, now.ToUnixTimeSeconds());
        }
    }

    // Each write is flushed to disk, and useless while no status line is shown.
    private bool IsStatusLineShown() => _options.Time.GetUtcNow() - new FileInfo(_options.Home.StatusLineMark).LastWriteTimeUtc < ShownFor;

    private void ReadMinutes(UsageIndex index, DateTimeOffset now)
    {
        var prices = new UsagePrices(index, _options.Prices, _options.Zone);
        var from = (uint)Math.Clamp(now.ToUnixTimeSeconds() - (RecentMinutes.Remembered * 60), 0, uint.MaxValue);
        lock (_lock)
        {
            _minutes.Clear();
            _costs.Clear();
            foreach (var row in index.Responses(from).OrderBy(row => row.At))
            {
                var (session, cost) = (index.Sessions[row.Session], prices.Cost(row) ?? 0);
                _minutes.Add(row.At, row.Tokens.Total, cost, () => now);
                _costs.Add(row.At, session.Client, session.Project, cost, () => now);
            }
        }
    }

    private void Note(LiveEvent published)
    {
        lock (_lock)
        {
            switch (published)
            {
                case NewMessage message when UtcInstant.TryParse(Encoding.UTF8.GetBytes(message.At), out var at):
                    var cost = message.Entry.CostUsd ?? 0;
                    _minutes.Add(at, message.TotalTokens ?? 0, cost, _options.Now);
                    _costs.Add(at, message.Client ?? "", message.Project ?? "", cost, _options.Now);
                    break;
                case ToolCall call:
                    if (!_calls.ContainsKey(call.Call))
                    {
                        _callOrder.Enqueue(call.Call);
                    }

                    _calls[call.Call] = call;
                    if (_callOrder.Count > MostCallsRemembered)
                    {
                        _calls.Remove(_callOrder.Dequeue());
                    }

                    break;
                case SessionStart or SessionEnd or SessionBlockUpdate or NewMessage or Gap:
                    break;
                default:
                    _alerted.Enqueue(published);
                    if (_alerted.Count > MostAlerts)
                    {
                        _alerted.Dequeue();
                    }

                    break;
            }
        }
    }
}

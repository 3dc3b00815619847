using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Publication;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Year;

/// <summary>
/// What a server must contain, kept in dictionaries and computed in the plainest way: no order, no watermarks, no batches, no SQL. Counts
/// stay below the clamps.
/// </summary>
internal sealed class PlainModel
{
    private readonly Dictionary<(SubmitterId Submitter, AgentClient Client, DateOnly Day), DayCell> _cells = [];
    private readonly Dictionary<
        (SubmitterId Submitter, AgentClient Client, DateTimeOffset Hour, string Hash),
        StoredRow.Snapshot
    > _snapshots = [];
    private readonly Dictionary<SubmitterId, DateTimeOffset> _deletions = [];
    private readonly Dictionary<SubmitterId, List<DateTimeOffset>> _received = [];
    private readonly Dictionary<DateOnly, IReadOnlyList<DayAggregate>> _aggregates = [];
    private readonly HashSet<DateOnly> _changed = [];
    private readonly HashSet<DateOnly> _sealed = [];
    private readonly Dictionary<(StatsWindowKind Window, DateOnly FirstDay), bool> _published = [];
    private DateOnly? _firstDay;

    /// <summary>Days that changed since they were rolled up, and can still be rolled up.</summary>
    public IEnumerable<DateOnly> Changed => _changed.Except(_sealed);

    /// <summary>What each day's last rollup must have stored.</summary>
    public IReadOnlyDictionary<DateOnly, IReadOnlyList<DayAggregate>> Aggregates => _aggregates;

    /// <summary>The first day with a stored row.</summary>
    public DateOnly? OldestCell => _cells.Count == 0 ? null : _cells.Keys.Min(key => key.Day);

    /// <summary>Whether a period that ended long enough ago is not published, or not finally.</summary>
    public bool IsLate(StatsWindowKind window, DateTimeOffset now)
    {
        for (
            var period = _firstDay is { } first ? PublicationPeriod.Containing(window, first) : (PublicationPeriod?)null;
            period?.EndExclusive <= now;
            period = period.Value.Next
        )
        {
            if (
                !_published.TryGetValue((window, period.Value.FirstDay), out var isFinal)
                || (!isFinal && period.Value.EndExclusive.AddDays(8) <= now)
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Applies a submission and returns the expected outcome's name.</summary>
    public string Submit(SubmitterId submitter, Submission submission, DateTimeOffset now)
    {
        var outcome = submission switch
        {
            DayCellSubmission cells => Worst([.. cells.Days.Select(day => Keep(submitter, cells.Client, day))]),
            SnapshotSubmission snapshot => Keep(submitter, snapshot),
            _ => throw new ArgumentOutOfRangeException(nameof(submission)),
        };
        if (outcome == "Accepted")
        {
            _received.TryAdd(submitter, []);
            _received[submitter].Add(now);
        }

        return outcome;
    }

    public void Delete(SubmitterId submitter, DateTimeOffset now)
    {
        foreach (var key in _cells.Keys.Where(key => key.Submitter == submitter).ToList())
        {
            _cells.Remove(key);
            _changed.Add(key.Day);
        }

        foreach (var key in _snapshots.Keys.Where(key => key.Submitter == submitter).ToList())
        {
            _snapshots.Remove(key);
        }

        _received.Remove(submitter);
        _deletions[submitter] = now;
    }

    public void RollUp(DateOnly day)
    {
        Assert.True(_changed.Remove(day), $"{day} was rolled up and had not changed.");
        Assert.DoesNotContain(day, _sealed);
        _aggregates[day] = [.. AggregatesOf(day)];
    }

    /// <summary>The rows, by submitter, of a period published now.</summary>
    public IEnumerable<SubmitterRows> Publish(PublicationPeriod period, bool isFinal)
    {
        Assert.False(_published.GetValueOrDefault((period.Window, period.FirstDay)), $"{period} was final.");
        _published[(period.Window, period.FirstDay)] = isFinal;
        return _cells.Select(cell => (cell.Key.Submitter, Row: (StoredRow)RowOf(cell.Key, cell.Value)))
            .Concat(_snapshots.Select(snapshot => (snapshot.Key.Submitter, Row: (StoredRow)snapshot.Value)))
            .Where(row => row.Row.CountedOn >= period.FirstDay && row.Row.CountedOn <= period.LastDay)
            .GroupBy(row => row.Submitter, row => row.Row).Select(rows => new SubmitterRows(rows.Key, [.. rows]));
    }

    public void Purge(DateOnly day)
    {
        Assert.DoesNotContain(day, _changed);
        Assert.True(
            _published.GetValueOrDefault((StatsWindowKind.FourWeeks, Epoch.Containing(day).FirstDay)),
            $"{day} was purged before its four weeks were final."
        );
        Assert.True(_sealed.Add(day));
        foreach (var key in _cells.Keys.Where(key => key.Day == day).ToList())
        {
            _cells.Remove(key);
        }
    }

    private static StoredRow.Cell RowOf((SubmitterId Submitter, AgentClient Client, DateOnly Day) key, DayCell cell) =>
        new() { Day = key.Day, Client = key.Client, Report = cell.Report };

    private static string HashOf(UsageReport report) =>
        Given.Snapshot(default, 0, AgentClient.Unknown, report.Counts).ContentHash;

    private static string Worst(string[] outcomes) =>
        outcomes.Contains("Accepted") ? "Accepted" : "Duplicate";

    private string Keep(SubmitterId submitter, AgentClient client, DayCell cell)
    {
        var key = (submitter, client, cell.Day);
        if (_deletions.TryGetValue(submitter, out var deletedAt) && cell.Day <= DateOnly.FromDateTime(deletedAt.UtcDateTime))
        {
            return "Duplicate";
        }

        if (_cells.TryGetValue(key, out var stored) && stored.Revision >= cell.Revision)
        {
            return "Duplicate";
        }

        _cells[key] = cell;
        _changed.Add(cell.Day);
        _firstDay = Earlier(_firstDay, cell.Day);
        return "Accepted";
    }

    private string Keep(SubmitterId submitter, SnapshotSubmission snapshot)
    {
        var row = Given.Snapshot(snapshot.GeneratedHour, snapshot.TotalEvents, snapshot.Client, snapshot.Report.Counts);
        if (_deletions.TryGetValue(submitter, out var deletedAt) && snapshot.GeneratedHour < deletedAt.AddDays(7))
        {
            return "Duplicate";
        }

        _firstDay = Earlier(_firstDay, IsoWeek.Containing(row.CountedOn).FirstDay);
        return _snapshots.TryAdd((submitter, snapshot.Client, snapshot.GeneratedHour, HashOf(snapshot.Report)), row)
            ? "Accepted"
            : "Duplicate";
    }

    private static DateOnly Earlier(DateOnly? left, DateOnly right) => left < right ? left.Value : right;

    private IEnumerable<DayAggregate> AggregatesOf(DateOnly day)
    {
        var reported = _cells
            .Where(cell => cell.Key.Day == day)
            .SelectMany(cell => cell.Value.Report.Counts
                .Append(new() { Dimension = Dimension.Client, Name = cell.Key.Client.ToName(), Calls = 0 })
                .Select(count => (cell.Key.Submitter, Count: count)));
        return reported
            .GroupBy(each => (each.Count.Dimension, each.Count.Name))
            .Select(name =>
            {
                var submitters = name.Select(each => each.Submitter).Distinct().Count();
                var totals = new UsageTotals
                {
                    Reports = submitters,
                    Calls = name.Sum(each => (long)each.Count.Calls),
                    ObservedCalls = name.Sum(each => (long)each.Count.ObservedCalls),
                    Errors = name.Sum(each => (long)(each.Count.Errors ?? 0)),
                    Rejections = name.Sum(each => (long)(each.Count.Rejections ?? 0)),
                };
                return new DayAggregate(name.Key.Dimension, name.Key.Name, submitters, totals);
            })
            .OrderBy(aggregate => aggregate.Dimension)
            .ThenBy(aggregate => aggregate.Name, StringComparer.Ordinal);
    }
}

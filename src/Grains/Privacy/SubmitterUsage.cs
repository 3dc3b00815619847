using System.Runtime.InteropServices;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// One submitter's counted usage: all clients summed, then clamped; no call counts twice. A client that sent day cells is counted by them;
/// otherwise by one snapshot: the one with most events on the last day that has any.
/// </summary>
internal sealed class SubmitterUsage
{
    /// <summary>The minimum number of timed calls for a submitter's median duration to count; with fewer it says little.</summary>
    public const int TimedCallsOfMedian = 5;

    private static readonly Comparer<(int TotalEvents, DateTimeOffset Hour, string Hash)> SnapshotOrder =
        Comparer<(int TotalEvents, DateTimeOffset Hour, string Hash)>.Create((left, right) =>
            left.TotalEvents != right.TotalEvents ? left.TotalEvents.CompareTo(right.TotalEvents)
            : left.Hour != right.Hour ? left.Hour.CompareTo(right.Hour)
            : string.CompareOrdinal(left.Hash, right.Hash));

    /// <summary>One list in which each name's days form a chain: a list per name would be most of a submitter's memory.</summary>
    private readonly List<TimedDay> _timedDays = [];

    private readonly Dictionary<UsageName, int> _lastTimedDays = [];

    /// <summary>Reused by <see cref="MedianMsOf"/>.</summary>
    private readonly List<TimedDay> _daysOfName = [];

    private Dictionary<UsageName, Measure> _measures;

    /// <param name="names">The maximum number of names.</param>
    private SubmitterUsage(int names) => _measures = new(names);

    /// <summary>Each name's counts. Plugins, and anything else that was only present, have no calls.</summary>
    public IReadOnlyDictionary<UsageName, Measure> Measures => _measures;

    /// <summary>The number of rows that count.</summary>
    public int Reports { get; private set; }

    /// <summary>Edits of unread files; null if no row measured them.</summary>
    public int? EditsWithoutRead { get; private set; }

    /// <summary>
    /// A name's median call duration in milliseconds: the median of the days' medians, each weighted by its timed calls, so half of the
    /// calls are from days with no longer a median. Null if fewer than <see cref="TimedCallsOfMedian"/> calls were timed.
    /// </summary>
    public int? MedianMsOf(UsageName name)
    {
        if (!_lastTimedDays.TryGetValue(name, out var last))
        {
            return null;
        }

        var calls = 0L;
        _daysOfName.Clear();
        for (var index = last; index >= 0; index = _timedDays[index].Previous)
        {
            calls += _timedDays[index].Calls;
            _daysOfName.Add(_timedDays[index]);
        }

        if (calls < TimedCallsOfMedian)
        {
            return null;
        }

        _daysOfName.Sort(static (left, right) => left.MedianMs.CompareTo(right.MedianMs));
        var (day, rest) = (0, (calls + 1) / 2);
        while ((rest -= _daysOfName[day].Calls) > 0)
        {
            day++;
        }

        return _daysOfName[day].MedianMs;
    }

    /// <summary>Computes the usage from a submitter's rows in a window; for four weeks, the sum over the weeks.</summary>
    public static SubmitterUsage Compute(IReadOnlyList<StoredRow> rows, StatsWindowKind window)
    {
        if (window != StatsWindowKind.FourWeeks)
        {
            return Compute(rows);
        }

        var usage = new SubmitterUsage(NamesOf(rows));
        foreach (var week in rows.GroupBy(row => IsoWeek.Containing(row.CountedOn)))
        {
            usage.AddDays([.. week]);
        }

        return usage;
    }

    /// <summary>Computes the usage from a submitter's rows in one to seven days.</summary>
    public static SubmitterUsage Compute(IReadOnlyList<StoredRow> rows)
    {
        var usage = new SubmitterUsage(NamesOf(rows));
        usage.AddDays(rows);
        return usage;
    }

    /// <summary>Adds rows of one to seven days.</summary>
    private void AddDays(IReadOnlyList<StoredRow> rows)
    {
        var snapshots = EffectiveSnapshots(rows);
        if (snapshots.Count == 0)
        {
            AddCells(rows);
            return;
        }

        var days = new SubmitterUsage(NamesOf(rows));
        days.AddCells(rows);
        days.Add(Sum(snapshots));
        days.Clamp(Clamping.SnapshotDays);
        Add(days);
    }

    private void AddCells(IReadOnlyList<StoredRow> rows)
    {
        foreach (var day in rows.OfType<StoredRow.Cell>().GroupBy(cell => cell.Day))
        {
            // Most days have one cell and nothing to clamp.
            if (day.Count() == 1 && !Clamping.MayApply(day.First().Report, days: 1))
            {
                Add(day.First());
                continue;
            }

            var cells = Sum([.. day]);
            cells.Clamp(days: 1);
            Add(cells);
        }
    }

    private static List<StoredRow.Snapshot> EffectiveSnapshots(IReadOnlyList<StoredRow> rows)
    {
        var withCells = rows.OfType<StoredRow.Cell>().Select(cell => cell.Client).ToHashSet();
        return
        [
            .. rows.OfType<StoredRow.Snapshot>()
                .Where(snapshot => !withCells.Contains(snapshot.Client))
                .GroupBy(snapshot => snapshot.Client)
                .Select(client => client
                    .GroupBy(snapshot => snapshot.CountedOn).MaxBy(day => day.Key)!
                    .MaxBy(snapshot => (snapshot.TotalEvents, snapshot.GeneratedHour, snapshot.ContentHash), SnapshotOrder)!),
        ];
    }

    /// <summary>An upper bound: several rows may share a name, and each row's client is a name too.</summary>
    private static int NamesOf(IReadOnlyList<StoredRow> rows) => rows.Sum(row => row.Report.Counts.Length + 1);

    private static SubmitterUsage Sum(IReadOnlyList<StoredRow> rows)
    {
        var sum = new SubmitterUsage(NamesOf(rows));
        foreach (var row in rows)
        {
            sum.Add(row);
        }

        return sum;
    }

    private void Add(StoredRow row)
    {
        Reports++;
        AddEdits(row.Report.EditsWithoutRead);
        foreach (var count in row.Report.Counts)
        {
            var name = new UsageName(count.Dimension, count.Name);
            Add(name, Measure.From(count));
            if (count.MedianMs is { } median)
            {
                AddTimed(name, median, count.TimedCalls);
            }
        }

        Add(new(Dimension.Client, row.Client.ToName()), default);
    }

    private void Add(SubmitterUsage other)
    {
        Reports += other.Reports;
        AddEdits(other.EditsWithoutRead);
        foreach (var (name, measure) in other._measures)
        {
            Add(name, measure);
        }

        foreach (var (name, last) in other._lastTimedDays)
        {
            for (var index = last; index >= 0; index = other._timedDays[index].Previous)
            {
                AddTimed(name, other._timedDays[index].MedianMs, other._timedDays[index].Calls);
            }
        }
    }

    private void AddTimed(UsageName name, int medianMs, long calls)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastTimedDays, name, out var exists);
        _timedDays.Add(new(medianMs, calls, exists ? last : -1));
        last = _timedDays.Count - 1;
    }

    private void Add(UsageName name, Measure measure)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_measures, name, out _);
        sum += measure;
    }

    private void AddEdits(int? edits) => EditsWithoutRead = edits is null ? EditsWithoutRead : (EditsWithoutRead ?? 0) + edits;

    private void Clamp(int days)
    {
        if (Clamping.Applies(_measures, days))
        {
            _measures = Clamping.Apply(_measures, days).ToDictionary();
        }

        EditsWithoutRead = EditsWithoutRead is { } edits ? Math.Min(edits, Clamping.CallsOfName * days) : null;
    }

    /// <summary>The duration of a name's calls in one row, and the index of the name's previous timed day; -1 for the first.</summary>
    private readonly record struct TimedDay(int MedianMs, long Calls, int Previous);
}

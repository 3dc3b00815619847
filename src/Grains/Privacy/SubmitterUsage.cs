using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// What counts of one submitter: clients added up, then clamped, no call twice. A client that sent day cells for the week is counted by
/// them; else by its snapshot with most events, the newest of equals.
/// </summary>
internal sealed class SubmitterUsage
{
    private Dictionary<UsageName, Measure> _measures = [];

    private SubmitterUsage()
    {
    }

    /// <summary>What counts of each name. Plugins, and whatever else was only present, count no calls.</summary>
    public IReadOnlyDictionary<UsageName, Measure> Measures => _measures;

    /// <summary>Rows that count.</summary>
    public int Reports { get; private set; }

    /// <summary>Edits of files not read before; null where no row measured them.</summary>
    public int? EditsWithoutRead { get; private set; }

    /// <summary>What counts of a submitter's rows in one day or one week.</summary>
    public static SubmitterUsage Of(IReadOnlyList<KeptRow> rows)
    {
        var usage = new SubmitterUsage();
        foreach (var day in rows.OfType<KeptRow.Cell>().GroupBy(cell => cell.Day))
        {
            var cells = Sum(day);
            cells.Clamp(days: 1);
            usage.Add(cells);
        }

        var snapshots = EffectiveSnapshots(rows);
        if (snapshots.Count > 0)
        {
            usage.Add(Sum(snapshots));
            usage.Clamp(Clamping.SnapshotDays);
        }

        return usage;
    }

    private static List<KeptRow.Snapshot> EffectiveSnapshots(IReadOnlyList<KeptRow> rows)
    {
        var told = rows.OfType<KeptRow.Cell>().Select(cell => cell.Client).ToHashSet();
        return
        [
            .. rows.OfType<KeptRow.Snapshot>()
                .Where(snapshot => !told.Contains(snapshot.Client))
                .GroupBy(snapshot => snapshot.Client)
                .Select(client => client.MaxBy(snapshot => (snapshot.TotalEvents, snapshot.GeneratedHour, snapshot.ContentHash), SnapshotOrder)!),
        ];
    }

    private static readonly Comparer<(int TotalEvents, DateTimeOffset Hour, string Hash)> SnapshotOrder =
        Comparer<(int TotalEvents, DateTimeOffset Hour, string Hash)>.Create((left, right) =>
            left.TotalEvents != right.TotalEvents ? left.TotalEvents.CompareTo(right.TotalEvents)
            : left.Hour != right.Hour ? left.Hour.CompareTo(right.Hour)
            : string.CompareOrdinal(left.Hash, right.Hash));

    private static SubmitterUsage Sum(IEnumerable<KeptRow> rows)
    {
        var sum = new SubmitterUsage();
        foreach (var row in rows)
        {
            sum.Reports++;
            sum.AddEdits(row.Report.EditsWithoutRead);
            foreach (var (name, measure) in MeasuresOf(row))
            {
                sum.Add(name, measure);
            }
        }

        return sum;
    }

    private static IEnumerable<KeyValuePair<UsageName, Measure>> MeasuresOf(KeptRow row)
    {
        foreach (var count in row.Report.Counts)
        {
            yield return KeyValuePair.Create(new UsageName(count.Dimension, count.Name), Measure.Of(count));
        }

        yield return KeyValuePair.Create(new UsageName(Dimension.Client, row.Client.ToName()), default(Measure));
    }

    private void Add(SubmitterUsage other)
    {
        Reports += other.Reports;
        AddEdits(other.EditsWithoutRead);
        foreach (var (name, measure) in other._measures)
        {
            Add(name, measure);
        }
    }

    private void Add(UsageName name, Measure measure) => _measures[name] = _measures.GetValueOrDefault(name) + measure;

    private void AddEdits(int? edits) => EditsWithoutRead = edits is null ? EditsWithoutRead : (EditsWithoutRead ?? 0) + edits;

    private void Clamp(int days)
    {
        if (Clamping.Applies(_measures, days))
        {
            _measures = Clamping.Apply(_measures, days).ToDictionary();
        }

        EditsWithoutRead = EditsWithoutRead is { } edits ? Math.Min(edits, Clamping.CallsOfName * days) : null;
    }
}

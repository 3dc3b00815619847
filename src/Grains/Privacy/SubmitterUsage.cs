using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// What counts of one submitter: clients added up, clamped, no call twice. A client that sent day cells for the week is counted by them;
/// else by its snapshot with most events, the newest of equals.
/// </summary>
internal sealed class SubmitterUsage
{
    private readonly Dictionary<UsageName, Measure> _measures = [];

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
        var cells = rows.OfType<KeptRow.Cell>().ToList();
        foreach (var day in cells.GroupBy(cell => cell.Day))
        {
            usage.Add([.. day], days: 1);
        }

        var told = cells.Select(cell => cell.Client).ToHashSet();
        var snapshots = rows.OfType<KeptRow.Snapshot>()
            .Where(snapshot => !told.Contains(snapshot.Client))
            .GroupBy(snapshot => snapshot.Client)
            .Select(Best)
            .ToList();
        if (snapshots.Count > 0)
        {
            usage.Add(snapshots, Clamping.SnapshotDays);
        }

        return usage;
    }

    private static KeptRow.Snapshot Best(IEnumerable<KeptRow.Snapshot> snapshots) =>
        snapshots.MaxBy(snapshot => (snapshot.TotalEvents, snapshot.GeneratedHour, snapshot.ContentHash), SnapshotOrder)!;

    private static readonly Comparer<(int TotalEvents, DateTimeOffset Hour, string Hash)> SnapshotOrder =
        Comparer<(int TotalEvents, DateTimeOffset Hour, string Hash)>.Create((left, right) =>
            left.TotalEvents != right.TotalEvents ? left.TotalEvents.CompareTo(right.TotalEvents)
            : left.Hour != right.Hour ? left.Hour.CompareTo(right.Hour)
            : string.CompareOrdinal(left.Hash, right.Hash));

    private void Add(IReadOnlyList<KeptRow> rows, int days)
    {
        var sum = new Dictionary<UsageName, Measure>();
        foreach (var row in rows)
        {
            Reports++;
            if (row.Report.EditsWithoutRead is { } edits)
            {
                EditsWithoutRead = (EditsWithoutRead ?? 0) + Math.Min(edits, Clamping.CallsOfName * days);
            }

            foreach (var (name, measure) in MeasuresOf(row))
            {
                sum[name] = sum.GetValueOrDefault(name) + measure;
            }
        }

        foreach (var (name, measure) in Clamping.Apply(sum, days))
        {
            _measures[name] = _measures.GetValueOrDefault(name) + measure;
        }
    }

    private static IEnumerable<KeyValuePair<UsageName, Measure>> MeasuresOf(KeptRow row)
    {
        foreach (var count in row.Report.Counts)
        {
            yield return KeyValuePair.Create(new UsageName(count.Dimension, count.Name), Measure.Of(count));
        }

        yield return KeyValuePair.Create(new UsageName(Dimension.Client, row.Client.ToName()), default(Measure));
    }
}

using System.Collections.Immutable;
using ToolTime.Privacy;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Rule 5: limits what one submitter can add to a day: 200 names per dimension, 2,000 calls per name, 20,000 calls per dimension; for a
/// snapshot of seven days, seven times that. Names are cut first, then calls per name, then the sum, by scaling all names alike. This stops
/// flooding: no report, however large, outweighs a busy day. Rows are clamped when read, after a submitter's clients are added up; no
/// honest report is rejected for it.
/// </summary>
internal static class Clamping
{
    /// <summary>Names of a dimension that count per day and per report: those with most calls, ties broken by ordinal order.</summary>
    public const int NamesOfDimension = 200;

    /// <summary>Calls of a name that count per day.</summary>
    public const int CallsOfName = 2_000;

    /// <summary>Calls of a dimension that count per day.</summary>
    public const int CallsOfDimension = 20_000;

    /// <summary>The number of days that a snapshot covers.</summary>
    public const int SnapshotDays = 7;

    /// <summary>Whether anything is clamped. That is rare, so it is checked first.</summary>
    public static bool Applies(IReadOnlyDictionary<UsageName, Measure> measures, int days)
    {
        Span<(int Names, long Calls)> sums = stackalloc (int, long)[(int)Dimension.Client + 1];
        foreach (var (name, measure) in measures)
        {
            ref var sum = ref sums[(int)name.Dimension];
            sum = (sum.Names + 1, sum.Calls + measure.Calls);
            if (measure.Calls > CallsOfName * days || sum.Names > NamesOfDimension * days || sum.Calls > CallsOfDimension * days)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether anything in one report may be clamped; false means that nothing is.</summary>
    public static bool MayApply(UsageReport report, int days)
    {
        var calls = 0L;
        foreach (var count in report.Counts)
        {
            calls += count.Calls;
            if (count.Calls > CallsOfName * days)
            {
                return true;
            }
        }

        return calls > CallsOfDimension * days || report.Counts.Length > NamesOfDimension || report.EditsWithoutRead > CallsOfName * days;
    }

    /// <summary>A submitter's clamped measures over <paramref name="days"/> days.</summary>
    public static IEnumerable<KeyValuePair<UsageName, Measure>> Apply(IReadOnlyDictionary<UsageName, Measure> measures, int days) =>
        measures.GroupBy(pair => pair.Key.Dimension).SelectMany(dimension => ApplyToDimension([.. dimension], days));

    /// <summary>The report without names beyond the limit; these are never stored.</summary>
    public static UsageReport CutNames(UsageReport report)
    {
        if (report.Counts.Length <= NamesOfDimension)
        {
            return report;
        }

        var counts = report.Counts.GroupBy(count => count.Dimension).SelectMany(dimension => dimension
            .OrderByDescending(count => count.Calls).ThenBy(count => count.Name, StringComparer.Ordinal)
            .Take(NamesOfDimension)
            .OrderBy(count => count.Name, StringComparer.Ordinal));
        return report with { Counts = [.. counts] };
    }

    /// <summary>The counts of a submission that are clamped, looking at it alone.</summary>
    public static ImmutableArray<ClampedCount> Report(Submission submission) => submission switch
    {
        DayCellSubmission cells => [.. cells.Days.Index().SelectMany(day => Report(day.Index, day.Item.Report, days: 1))],
        SnapshotSubmission snapshot => [.. Report(0, snapshot.Report, SnapshotDays)],
        _ => throw new ArgumentOutOfRangeException(nameof(submission)),
    };

    private static List<ClampedCount> Report(int day, UsageReport report, int days)
    {
        var clamped = new List<ClampedCount>();
        if (!MayApply(report, days))
        {
            return clamped;
        }

        var sent = MeasuresOf(report);
        var stored = Apply(MeasuresOf(CutNames(report)), days).ToDictionary();
        foreach (var (name, measure) in sent)
        {
            var countedCalls = stored.GetValueOrDefault(name).Calls;
            if (countedCalls < measure.Calls || !stored.ContainsKey(name))
            {
                clamped.Add(new() { Day = day, Dimension = name.Dimension, Name = name.Name, Counted = (int)countedCalls });
            }
        }

        return clamped;
    }

    private static Dictionary<UsageName, Measure> MeasuresOf(UsageReport report) =>
        report.Counts.ToDictionary(count => new UsageName(count.Dimension, count.Name), Measure.From);

    private static IEnumerable<KeyValuePair<UsageName, Measure>> ApplyToDimension(List<KeyValuePair<UsageName, Measure>> measures, int days)
    {
        var names = NamesOfDimension * days;
        if (measures.Count > names)
        {
            measures.Sort((left, right) => right.Value.Calls != left.Value.Calls
                ? right.Value.Calls.CompareTo(left.Value.Calls)
                : left.Key.CompareTo(right.Key));
            measures.RemoveRange(names, measures.Count - names);
        }

        var counted = measures.ConvertAll(pair => KeyValuePair.Create(pair.Key, OfName(pair.Value, CallsOfName * days)));
        var sum = counted.Sum(pair => pair.Value.Calls);
        return sum <= CallsOfDimension * days
            ? counted
            : counted.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Scale(CallsOfDimension * days, sum)));
    }

    private static Measure OfName(Measure measure, long limit) => measure.Calls > limit ? measure.Scale(limit, measure.Calls) : measure;

    /// <summary>The rule in force, in words.</summary>
    public static PrivacyRule Describe() =>
        new()
        {
            Id = "clamping",
            Text =
                $"Each day, at most {CallsOfName:N0} calls per name, {CallsOfDimension:N0} calls per kind and {NamesOfDimension} names per kind count for one token; in a snapshot, {SnapshotDays} times that.",
        };
}

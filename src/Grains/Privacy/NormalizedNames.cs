using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Rule 1: only listed names count under their own name; all others count in their dimension's bucket. So no one can probe for a private
/// name: a name that only one company knows appears in no table, whatever the company reported.
/// </summary>
public static class NormalizedNames
{
    /// <summary>
    /// Normalizes the names of rows. Rows that were normalized on arrival are returned as they are, unless a name was blocked since.
    /// </summary>
    public static IReadOnlyList<StoredRow> Normalize(IReadOnlyList<StoredRow> rows, NameList names)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(names);
        return rows.All(row => IsNormalized(row.Report, names))
            ? rows
            : [.. rows.Select(row => row with { Report = Normalize(row.Report, names) })];
    }

    /// <summary>Normalizes the names of a report; counts that end up under the same name are added up.</summary>
    public static UsageReport Normalize(UsageReport report, NameList names)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(names);
        if (IsNormalized(report, names))
        {
            return report;
        }

        var counts = new SortedDictionary<UsageName, UsageCount>();
        foreach (var count in report.Counts)
        {
            var name = Normalize(count.Dimension, count.Name, names);
            var key = new UsageName(count.Dimension, name);
            counts[key] = counts.TryGetValue(key, out var other) ? other.Plus(count) : count with { Name = name };
        }

        return report with { Counts = [.. counts.Values] };
    }

    /// <summary>
    /// Normalizes a day's aggregates, for days whose rows are gone. If several names become one, it is unknown which submitters used more
    /// than one of them, so the largest of their submitter counts is used: a lower bound.
    /// </summary>
    public static IReadOnlyList<DayAggregate> Normalize(IEnumerable<DayAggregate> aggregates, NameList names)
    {
        ArgumentNullException.ThrowIfNull(aggregates);
        ArgumentNullException.ThrowIfNull(names);
        return
        [
            .. from aggregate in aggregates
               group aggregate by new UsageName(aggregate.Dimension, Normalize(aggregate.Dimension, aggregate.Name, names)) into met
               orderby met.Key
               select new DayAggregate(
                   met.Key.Dimension,
                   met.Key.Name,
                   met.Max(aggregate => aggregate.Submitters),
                   met.Aggregate(UsageTotals.Zero, (sum, aggregate) => sum + aggregate.Totals)),
        ];
    }

    private static bool IsNormalized(UsageReport report, NameList names)
    {
        foreach (var count in report.Counts)
        {
            if (Normalize(count.Dimension, count.Name, names) != count.Name)
            {
                return false;
            }
        }

        return true;
    }

    private static string Normalize(Dimension dimension, string name, NameList names) =>
        dimension == Dimension.Client || name.Length == 0 ? name : names.Normalize((NameKind)dimension, name.AsSpan());

    /// <summary>The rule in force, in words.</summary>
    public static PrivacyRule Describe(NameList names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new()
        {
            Id = "listed-names",
            Text =
                $"Only names of the public list (version {names.Version}) are counted by name: tools that agents ship, model name patterns, and "
                + "public MCP servers, skills and plugins. Any other name counts under its kind's bucket and is never stored, logged or published.",
        };
    }
}

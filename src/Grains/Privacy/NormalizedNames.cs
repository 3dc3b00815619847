using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Rule 1: only listed names count under their own; any other counts under its dimension's bucket. It closes the probe of a private name:
/// anyone who reports a name that only one company knows finds it in no table, whatever the company reported.
/// </summary>
public static class NormalizedNames
{
    /// <summary>
    /// Rows with their names normalized. Rows that were normalized when they came are passed through as they are, unless a name was blocked
    /// since.
    /// </summary>
    public static IReadOnlyList<StoredRow> Normalize(IReadOnlyList<StoredRow> rows, NameList names)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(names);
        return rows.All(row => IsNormalized(row.Report, names))
            ? rows
            : [.. rows.Select(row => row with { Report = Normalize(row.Report, names) })];
    }

    /// <summary>A report with its names normalized; counts that meet in one name are added up.</summary>
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
    /// A day's aggregates with their names normalized, for days whose rows are gone. Nobody knows any more who was counted under several of
    /// the names that meet in one, so its submitters are the largest number of them: at least so many there were.
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

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State(NameList names)
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

using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Storage.Backup;

/// <summary>A stored aggregate, as written to a backup.</summary>
public sealed record BackupAggregate(
    int Dimension, string Name, long Submitters, long Reports, long Calls, long ObservedCalls, long Errors, long Rejections)
{
    internal static BackupAggregate From(DayAggregate aggregate) => new(
        (int)aggregate.Dimension,
        aggregate.Name,
        aggregate.Submitters,
        aggregate.Totals.Reports,
        aggregate.Totals.Calls,
        aggregate.Totals.ObservedCalls,
        aggregate.Totals.Errors,
        aggregate.Totals.Rejections);

    /// <exception cref="FormatException">The dimension is unknown.</exception>
    internal DayAggregate ToAggregate() => new(
        Enum.IsDefined((Dimension)Dimension) ? (Dimension)Dimension : throw new FormatException(),
        Name,
        Submitters,
        new UsageTotals
        {
            Reports = Reports,
            Calls = Calls,
            ObservedCalls = ObservedCalls,
            Errors = Errors,
            Rejections = Rejections,
        });
}

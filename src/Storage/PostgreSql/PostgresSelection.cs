using ToolTime.Calendar;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.PostgreSql;

/// <summary>The rows that a cursor reads.</summary>
/// <param name="Days">The cells' partitions.</param>
/// <param name="Submitters">The submitters whose rows are read.</param>
/// <param name="WatermarkSql">The statement that reads the watermark.</param>
/// <param name="WatermarkValues">The statement's values.</param>
internal sealed record PostgresSelection(
    IReadOnlyList<PostgresPartition> Days,
    SubmitterRange Submitters,
    string WatermarkSql,
    params object[] WatermarkValues
)
{
    /// <summary>The snapshots' partitions.</summary>
    public IReadOnlyList<PostgresPartition> Snapshots { get; init; } = [];

    /// <summary>The first and last day of the snapshots to read.</summary>
    public (DateOnly First, DateOnly Last) Made { get; init; }

    public IReadOnlyList<PostgresPartition> Partitions => [.. Days, .. Snapshots];

    /// <summary>The cells of days and the snapshots made on them, with the number of removals as watermark.</summary>
    public static PostgresSelection OfWindow(DateOnly firstDay, DateOnly lastDay, SubmitterRange submitters)
    {
        var weeks = new List<PostgresPartition>();
        for (var week = IsoWeek.Containing(firstDay); week.FirstDay <= lastDay; week = week.Next)
        {
            weeks.Add(PostgresPartition.Snapshots(week));
        }

        var days = Enumerable
            .Range(0, lastDay.DayNumber - firstDay.DayNumber + 1)
            .Select(day => PostgresPartition.Cells(firstDay.AddDays(day)));
        return new([.. days], submitters, PostgresRemovals.Watermark) { Snapshots = weeks, Made = (firstDay, lastDay) };
    }
}

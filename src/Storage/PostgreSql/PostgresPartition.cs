using System.Globalization;
using ToolTime.Calendar;

namespace ToolTime.Storage.PostgreSql;

/// <summary>A partition of cells, snapshots or receipts: one day or one week.</summary>
/// <param name="Parent">The table to which the partition belongs.</param>
/// <param name="Day">The day, or the week's Monday.</param>
internal readonly record struct PostgresPartition(string Parent, DateOnly Day)
{
    private const string CellsTable = "cells";
    private const string ReceiptsTable = "receipts";
    private const string SnapshotsTable = "snapshots";

    /// <summary>
    /// The partition's name. Statements use it rather than the parent's, so that they lock and search no other partition.
    /// </summary>
    public string Name => $"{Parent}_{Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";

    /// <summary>Whether it contains receipts, which count in no window.</summary>
    public bool IsOfReceipts => Parent == ReceiptsTable;

    /// <summary>Whether it covers a day, which is purged in time.</summary>
    public bool IsOfDay => Parent != SnapshotsTable;

    public static PostgresPartition Cells(DateOnly day) => new(CellsTable, day);

    public static PostgresPartition Receipts(DateOnly day) => new(ReceiptsTable, day);

    public static PostgresPartition Snapshots(IsoWeek week) => new(SnapshotsTable, week.FirstDay);

    /// <summary>The statements that create it. They lock the parent only against each other and against purges.</summary>
    public string CreateSql =>
        $"""
        CREATE TABLE {Name} (LIKE {Parent} INCLUDING ALL);
        ALTER TABLE {Parent} ATTACH PARTITION {Name} FOR VALUES IN ({PostgresSql.Literal(Day)})
        """;
}

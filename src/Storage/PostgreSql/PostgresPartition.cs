using System.Globalization;
using ToolTime.Calendar;

namespace ToolTime.Storage.PostgreSql;

/// <summary>A partition of cells, snapshots or receipts: one day's or one week's.</summary>
/// <param name="Parent">The table that it is a part of.</param>
/// <param name="Day">The day, or the week's Monday.</param>
internal readonly record struct PostgresPartition(string Parent, DateOnly Day)
{
    private const string CellsTable = "cells";
    private const string ReceiptsTable = "receipts";
    private const string SnapshotsTable = "snapshots";

    /// <summary>The partition's own name. Statements name it rather than its parent, so that they lock and look into no other.</summary>
    public string Name => $"{Parent}_{Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";

    /// <summary>Whether it is of receipts, which count in no window.</summary>
    public bool IsOfReceipts => Parent == ReceiptsTable;

    /// <summary>Whether it is of a day, which is purged in its time.</summary>
    public bool IsOfDay => Parent != SnapshotsTable;

    public static PostgresPartition Cells(DateOnly day) => new(CellsTable, day);

    public static PostgresPartition Receipts(DateOnly day) => new(ReceiptsTable, day);

    public static PostgresPartition Snapshots(IsoWeek week) => new(SnapshotsTable, week.FirstDay);

    /// <summary>The statements that make it. They lock the parent against nothing but the like of them and purges.</summary>
    public string CreateSql =>
        $"""
        CREATE TABLE {Name} (LIKE {Parent} INCLUDING ALL);
        ALTER TABLE {Parent} ATTACH PARTITION {Name} FOR VALUES IN ({PostgresSql.Literal(Day)})
        """;
}

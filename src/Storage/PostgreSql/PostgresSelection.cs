namespace ToolTime.Storage.PostgreSql;

/// <summary>Which rows a cursor reads, and beside them.</summary>
/// <param name="Days">The cells' partitions.</param>
/// <param name="WatermarkSql">The statement that finds the watermark, with its values.</param>
/// <param name="WatermarkValues">The values.</param>
internal sealed record PostgresSelection(IReadOnlyList<PostgresPartition> Days, string WatermarkSql, params object[] WatermarkValues)
{
    /// <summary>The snapshots' partition; null for none.</summary>
    public PostgresPartition? Snapshots { get; init; }

    /// <summary>All partitions.</summary>
    public IReadOnlyList<PostgresPartition> Partitions => Snapshots is { } week ? [.. Days, week] : Days;
}

using ToolTime.Grains.Storage;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Which rows a cursor reads, and beside them.</summary>
/// <param name="Days">The cells' partitions.</param>
/// <param name="WatermarkSql">The statement that finds the watermark, with its values.</param>
/// <param name="WatermarkValues">The values.</param>
internal sealed record PostgresSelection(IReadOnlyList<PostgresPartition> Days, string WatermarkSql, params object[] WatermarkValues)
{
    /// <summary>The snapshots' partition; null for none.</summary>
    public PostgresPartition? Snapshots { get; init; }

    /// <summary>Whose cells and snapshots.</summary>
    public SubmitterRange Range { get; init; } = SubmitterRange.All;

    /// <summary>Between which days submitters' receipts are read, both included; null where they are not.</summary>
    public (DateOnly First, DateOnly Last)? Receipts { get; init; }

    /// <summary>Whether each cell is told when it was received.</summary>
    public bool TellsReceived { get; init; }

    /// <summary>All partitions.</summary>
    public IReadOnlyList<PostgresPartition> Partitions => Snapshots is { } week ? [.. Days, week] : Days;

    /// <summary>The statement that finds when the submitters $1 sent what: with the receipts' ids, or only the first hour of each day.</summary>
    public string ReceiptsSql
    {
        get
        {
            var (first, last) = Receipts!.Value;
            var which = $"submitter = ANY ($1) AND NOT quarantined AND day BETWEEN {PostgresSql.Literal(first)} AND {PostgresSql.Literal(last)}";
            return TellsReceived
                ? $"SELECT submitter, received_hour, id FROM receipts WHERE {which}"
                : $"SELECT submitter, min(received_hour), NULL::uuid FROM receipts WHERE {which} GROUP BY submitter, day";
        }
    }
}

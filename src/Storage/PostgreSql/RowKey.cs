using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Storage.PostgreSql;

/// <summary>The key of a row: a cell within its day, or a snapshot, with its hour and hash, within its week.</summary>
internal readonly record struct RowKey(
    PostgresPartition Partition,
    SubmitterId Submitter,
    AgentClient Client,
    DateTimeOffset Hour,
    string ContentHash
) : IComparable<RowKey>
{
    public static RowKey From(NewSubmission submission, NewRow row) =>
        row switch
        {
            NewRow.Cell cell => new(PostgresPartition.Cells(cell.Day), submission.Submitter, submission.Client, default, ""),
            NewRow.Snapshot snapshot => new(
                PostgresPartition.Snapshots(snapshot.Week),
                submission.Submitter,
                submission.Client,
                snapshot.GeneratedHour,
                Convert.ToHexStringLower(row.ContentHash.AsSpan())
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(row)),
        };

    /// <summary>The order in which a partition's rows are written, the same in every process so that groups do not deadlock.</summary>
    public int CompareTo(RowKey other)
    {
        var submitters = string.CompareOrdinal(Submitter.ToString(), other.Submitter.ToString());
        if (submitters != 0)
        {
            return submitters;
        }

        var rest = (Client, Hour).CompareTo((other.Client, other.Hour));
        return rest != 0 ? rest : string.CompareOrdinal(ContentHash, other.ContentHash);
    }
}

using ToolTime.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>A receipt on its way into storage.</summary>
internal readonly record struct NewReceipt(
    PostgresPartition Partition,
    SubmitterId Submitter,
    int Ordinal,
    Guid Id,
    DateTimeOffset ReceivedHour
)
{
    /// <summary>The order in which they are written.</summary>
    public static int Compare(NewReceipt left, NewReceipt right)
    {
        var submitters = string.CompareOrdinal(left.Submitter.ToString(), right.Submitter.ToString());
        return submitters != 0 ? submitters : left.Ordinal.CompareTo(right.Ordinal);
    }
}

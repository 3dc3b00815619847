using ToolTime.Grains.Storage;
using ToolTime.Operators;
using ToolTime.Usage;

namespace ToolTime.Grains.Operators;

/// <summary>Summarises a submission for operators.</summary>
internal static class SubmissionDigest
{
    public static ListedSubmission From(RegisteredSubmission submission) => new()
    {
        Receipt = submission.Receipt.ToString("n"),
        ReceivedHour = submission.ReceivedHour,
        Generated = submission.Rows.Count == 0 ? null : submission.Rows.Max(GeneratedOf),
        TotalEvents = submission.Rows.Sum(EventsOf),
        Model = ModelOf(submission.Rows),
        Client = submission.Rows.Select(row => row.Client).FirstOrDefault(),
        Quarantined = submission.Quarantined,
    };

    private static DateTimeOffset GeneratedOf(StoredRow row) => row switch
    {
        StoredRow.Cell cell => new(cell.Day, TimeOnly.MinValue, TimeSpan.Zero),
        StoredRow.Snapshot snapshot => snapshot.GeneratedHour,
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };

    private static long EventsOf(StoredRow row) => row is StoredRow.Snapshot snapshot
        ? snapshot.TotalEvents
        : row.Report.Counts.Where(count => count.Dimension == Dimension.Tool).Sum(count => (long)count.Calls);

    private static string? ModelOf(IEnumerable<StoredRow> rows) => rows
        .SelectMany(row => row.Report.Counts)
        .Where(count => count.Dimension == Dimension.Model && count.Name.Length > 0)
        .GroupBy(count => count.Name, StringComparer.Ordinal)
        .OrderByDescending(model => model.Sum(count => (long)count.Calls))
        .ThenBy(model => model.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;
}

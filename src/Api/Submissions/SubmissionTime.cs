using ToolTime.Api.Problems;
using ToolTime.Submissions;

namespace ToolTime.Api.Submissions;

/// <summary>Whether a report is neither too old nor from the future.</summary>
internal static class SubmissionTime
{
    public static void Check(ParsedSubmission parsed, IngestionOptions limits, DateTimeOffset now, FaultList faults)
    {
        if (parsed.Generated is { } generated)
        {
            Check(generated, now - limits.MaxAge, now + limits.MaxFuture, "/generated", faults);
        }
        else if (parsed.Submission is DayCellSubmission cells)
        {
            foreach (var (position, cell) in cells.Days.Index())
            {
                Check(cell.Day, DayOf(now - limits.MaxAge), DayOf(now + limits.MaxFuture), $"/days/{position}/day", faults);
            }
        }
    }

    private static void Check<T>(T value, T earliest, T latest, string pointer, FaultList faults)
        where T : IComparable<T>
    {
        if (value.CompareTo(earliest) < 0)
        {
            faults.Add(pointer, FaultCode.TooOld, "The report is too old.");
        }
        else if (value.CompareTo(latest) > 0)
        {
            faults.Add(pointer, FaultCode.InFuture, "The report is from the future.");
        }
    }

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}

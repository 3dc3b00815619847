using ToolTime.Recording.Calls;

namespace ToolTime.Recording.Usage;

/// <summary>
/// The files that each session has read or written, to find edits of unread files. A session remembers a file for 7 days after it last
/// touched it, so that a day's counts do not depend on how much of the past is read.
/// </summary>
internal sealed class FileMemory
{
    public const int Days = 7;

    private readonly Dictionary<(string Session, string File), DateOnly> _touched = [];

    /// <summary>
    /// Accepts the next call, in order, and returns whether it edits a file that its session has not read or written before.
    /// </summary>
    public bool IsEditWithoutRead(RecordedEvent call)
    {
        if (call.Session is null || call.File is null || !FileTools.IsOne(call.Tool))
        {
            return false;
        }

        var key = (call.Session, call.File);
        var isUnread = FileTools.IsEdit(call.Tool) && !(_touched.TryGetValue(key, out var day) && day.AddDays(Days) >= call.Day);
        if (CallOutcomeWords.Parse(call.Outcome) is CallOutcome.Ok)
        {
            _touched[key] = call.Day;
        }

        return isUnread;
    }
}

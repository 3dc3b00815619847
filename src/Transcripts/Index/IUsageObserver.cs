using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>
/// Observes what a reading changes in the index; anything already there from any transcript changes nothing. Called on the thread that adds
/// the reading.
/// </summary>
internal interface IUsageObserver
{
    /// <summary>A response is new, or more is known about it.</summary>
    void Responded(in RowChange<ResponseRow> change, TranscriptReading reading);

    /// <summary>A call is new, or more is known about how it ended. For a call timed by a hook, the reading is the hooks' record.</summary>
    void Called(in RowChange<CallRow> change, TranscriptReading reading);

    /// <summary>A call was read that was known before: its transcript was read again, or is a copy.</summary>
    void CalledBefore(IdHash call)
    {
    }

    /// <summary>A response was removed because a better record of its session replaces it.</summary>
    void Replaced(in ResponseRow row)
    {
    }

    /// <summary>A call was removed for the same reason.</summary>
    void Replaced(in CallRow row)
    {
    }
}

using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>
/// Learns what a reading changed in the index: what was there before, in whichever transcript, changes nothing. Called on the thread that
/// adds the reading.
/// </summary>
internal interface IUsageObserver
{
    /// <summary>A response is new, or more is known of it.</summary>
    void Responded(in RowChange<ResponseRow> change, TranscriptReading reading);

    /// <summary>A call is new, or more is known of how it ended. Of a call that a hook timed the reading is the hooks' record.</summary>
    void Called(in RowChange<CallRow> change, TranscriptReading reading);

    /// <summary>A call was read that was known before: its transcript was read again, or is a copy.</summary>
    void CalledBefore(IdHash call)
    {
    }

    /// <summary>A response was taken out, since what tells more of its session comes in its place.</summary>
    void Replaced(in ResponseRow row)
    {
    }

    /// <summary>A call was taken out for the same reason.</summary>
    void Replaced(in CallRow row)
    {
    }
}

using ToolTime.Transcripts.Index;

namespace ToolTime.Transcripts.Reporting;

/// <summary>Adds up calls. Errors and rejections are among the observed calls, those whose result was seen.</summary>
internal sealed class CallTally
{
    public long Calls { get; private set; }

    public long ObservedCalls { get; private set; }

    public long Errors { get; private set; }

    public long Rejections { get; private set; }

    /// <summary>Calls that ended before they ran: cancelled, skipped or interrupted.</summary>
    public long NotRun { get; private set; }

    public long EditsWithoutRead { get; private set; }

    /// <summary>Uses of a skill that the user started.</summary>
    public long ByUser { get; private set; }

    public void Add(in CallCell cell)
    {
        Calls += cell.Calls;
        ObservedCalls += cell.ObservedCalls;
        Errors += cell.Errors;
        Rejections += cell.Rejections;
        NotRun += cell.NotRun;
        EditsWithoutRead += cell.EditsWithoutRead;
        ByUser += cell.ByUser;
    }
}

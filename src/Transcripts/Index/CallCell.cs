using System.Runtime.InteropServices;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>
/// The sums of one tool's calls, or one skill's uses, in one session and quarter of an hour. Stored in the index, byte for byte.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct CallCell
{
    public int Slot;
    public int Session;
    public int Name;

    /// <summary>1 if the name is a skill's, 0 if it is a tool's.</summary>
    public int IsSkill;
    public int Attribution;
    public int Calls;
    public int ObservedCalls;
    public int Errors;
    public int Rejections;
    public int EditsWithoutRead;

    /// <summary>Calls that ended before they ran; neither observed nor errors.</summary>
    public int NotRun;

    /// <summary>For a skill: how often the user, not the agent, started it.</summary>
    public int ByUser;

    public void Add(in CallRow row)
    {
        Calls++;
        ObservedCalls += row.Outcome is CallOutcome.Unknown or CallOutcome.NotRun ? 0 : 1;
        Errors += row.Outcome is CallOutcome.Error ? 1 : 0;
        Rejections += row.Outcome is CallOutcome.Rejection ? 1 : 0;
        NotRun += row.Outcome is CallOutcome.NotRun ? 1 : 0;
        EditsWithoutRead += row.IsEditWithoutRead;
        ByUser += row.Tool == CallRow.NoTool ? 1 : 0;
    }
}

using System.Runtime.InteropServices;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>
/// What the calls of one tool, or the starts of one skill, in one session and quarter of an hour come to. Stored in the index, byte for
/// byte.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct CallCell
{
    public int Slot;
    public int Session;
    public int Name;

    /// <summary>1 where the name is a skill's, else 0: it is a tool's.</summary>
    public int IsSkill;
    public int Attribution;
    public int Calls;
    public int ObservedCalls;
    public int Errors;
    public int Rejections;
    public int EditsWithoutRead;

    /// <summary>Calls that ended before they ran; neither observed nor errors.</summary>
    public int NotRun;

    /// <summary>Of a skill: how often its user started it, and not the agent.</summary>
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

using System.Runtime.InteropServices;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>A tool call as the index stores it, byte for byte.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct CallRow : IKeyedRow
{
    public const int NoSkill = -1;

    /// <summary>Replaces the tool if a user started the skill without a call.</summary>
    public const int NoTool = -1;

    public const int NotMeasured = -1;

    private IdHash _key;
    public uint At;
    public int Session;
    public int Tool;
    public int Skill;
    public CallOutcome Outcome;
    public int IsEditWithoutRead;

    /// <summary>How long it ran; <see cref="NotMeasured"/> if unknown.</summary>
    public int Milliseconds;

    /// <summary>The number of its attribution in the catalog.</summary>
    public int Attribution;

    public readonly IdHash Key => _key;

    /// <summary>True if it ran and its duration is known.</summary>
    public readonly bool IsTimed =>
        Tool != NoTool && Milliseconds != NotMeasured && Outcome is not (CallOutcome.Rejection or CallOutcome.NotRun);

    /// <summary>The same call under another key.</summary>
    public readonly CallRow Under(IdHash key) => this with { _key = key };

    public static CallRow From(ReadCall call, int session, int tool, int skill, int attribution) => new()
    {
        _key = call.Key,
        At = call.At,
        Session = session,
        Tool = tool,
        Skill = skill,
        IsEditWithoutRead = call.IsEditWithoutRead ? 1 : 0,
        Milliseconds = NotMeasured,
        Attribution = attribution,
    };
}

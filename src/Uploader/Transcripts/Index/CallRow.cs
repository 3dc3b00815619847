using System.Runtime.InteropServices;

namespace ToolTime.Uploader.Transcripts.Index;

/// <summary>A tool call as the index keeps it, byte for byte.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct CallRow
{
    public const int NoSkill = -1;

    public ulong KeyLow;
    public ulong KeyHigh;
    public uint At;
    public int Session;
    public int Tool;
    public int Skill;
    public CallOutcome Outcome;
    public int IsEditWithoutRead;

    public readonly UInt128 Key => new(KeyHigh, KeyLow);

    public static CallRow Of(ReadCall call, int session, int tool, int skill) => new()
    {
        KeyLow = (ulong)call.Key,
        KeyHigh = (ulong)(call.Key >> 64),
        At = call.At,
        Session = session,
        Tool = tool,
        Skill = skill,
        IsEditWithoutRead = call.IsEditWithoutRead ? 1 : 0,
    };
}

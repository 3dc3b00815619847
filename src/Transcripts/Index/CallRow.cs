using System.Runtime.InteropServices;

namespace ToolTime.Transcripts.Index;

/// <summary>A tool call as the index stores it, byte for byte.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct CallRow : IKeyedRow
{
    public const int NoSkill = -1;

    /// <summary>In place of a tool where a user started the skill, without any call.</summary>
    public const int NoTool = -1;

    private IdHash _key;
    public uint At;
    public int Session;
    public int Tool;
    public int Skill;
    public CallOutcome Outcome;
    public int IsEditWithoutRead;

    public readonly IdHash Key => _key;

    /// <summary>The same call under another key.</summary>
    public readonly CallRow Under(IdHash key) => this with { _key = key };

    public static CallRow From(ReadCall call, int session, int tool, int skill) => new()
    {
        _key = call.Key,
        At = call.At,
        Session = session,
        Tool = tool,
        Skill = skill,
        IsEditWithoutRead = call.IsEditWithoutRead ? 1 : 0,
    };
}

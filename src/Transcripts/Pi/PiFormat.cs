using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.Pi;

/// <summary>
/// The pi coding agent's sessions: `sessions/--&lt;project&gt;--/&lt;time&gt;_&lt;session&gt;.jsonl`, and such files in a folder of the
/// user's choice.
/// </summary>
internal sealed class PiFormat : ILineFormat
{
    public string Client => ClientName.Pi;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment)
    {
        IEnumerable<string> homes = AgentHomes.Named(environment, "PI_CODING_AGENT_DIR") is { Count: > 0 } named
            ? named
            : AgentHomes.User(environment) is { } user ? [Path.Combine(user, ".pi", "agent")] : [];
        return homes
            .Select(home => Path.Combine(home, "sessions"))
            .Concat(AgentHomes.Named(environment, "PI_CODING_AGENT_SESSION_DIR"))
            .Select(folder => TranscriptRoot.Lines(folder, Placed));
    }

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading) => PiLine.Read(line, reading);

    /// <summary>True where the file's name says the session; that of a subagent's, `&lt;run&gt;/session.jsonl`, does not.</summary>
    public static bool NamesSession(TranscriptFile file) => file.Begun is { } name && name.Contains('_', StringComparison.Ordinal);

    private TranscriptFile Placed(string path, long length, long writtenAt)
    {
        var name = TranscriptFolder.NameOf(path);
        return new TranscriptFile(this, path, length, writtenAt, name[(name.LastIndexOf('_') + 1)..], UnknownModel.Name) { Begun = name };
    }
}

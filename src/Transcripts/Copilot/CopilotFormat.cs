using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.Copilot;

/// <summary>
/// GitHub Copilot CLI's sessions: `session-state/&lt;session&gt;/events.jsonl`, in older versions `session-state/&lt;session&gt;.jsonl`.
/// </summary>
internal sealed class CopilotFormat : ILineFormat
{
    private const string Folder = "session-state";

    public string Client => ClientName.Copilot;

    /// <summary>The folder of everything that Copilot stores; null if there is no user's folder.</summary>
    public static string? Home(Func<string, string?> environment) =>
        environment("COPILOT_HOME") is { Length: > 0 } named ? Path.GetFullPath(named)
        : AgentHomes.User(environment) is { } user ? Path.Combine(user, ".copilot")
        : null;

    /// <summary>Where a session's events may be.</summary>
    public static IEnumerable<string> EventsOf(string home, string session) =>
        session == Path.GetFileName(session)
            ? [Path.Combine(home, Folder, session, "events.jsonl"), Path.Combine(home, Folder, session + ".jsonl")]
            : [];

    /// <summary>Copilot's folder around a session's events.</summary>
    public static string HomeAround(string events)
    {
        var above = Path.GetDirectoryName(events);
        return Path.GetDirectoryName(IsFolder(above) ? above : Path.GetDirectoryName(above)) ?? "";
    }

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        Home(environment) is { } home ? [TranscriptRoot.Lines(Path.Combine(home, Folder), Placed)] : [];

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading) => CopilotLine.Read(line, reading);

    private static bool IsFolder(string? path) => Path.GetFileName(path) is Folder;

    private TranscriptFile? Placed(string path, long length, long writtenAt)
    {
        var above = Path.GetDirectoryName(path);
        if (TranscriptFolder.NameOf(path) is not "events" && !IsFolder(above))
        {
            return null;
        }

        var session = IsFolder(above) ? TranscriptFolder.NameOf(path) : Path.GetFileName(above)!;
        return new TranscriptFile(this, path, length, writtenAt, session, UnknownModel.Name);
    }
}

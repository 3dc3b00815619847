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

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment)
    {
        var home =
            environment("COPILOT_HOME") is { Length: > 0 } named ? Path.GetFullPath(named)
            : AgentHomes.User(environment) is { } user ? Path.Combine(user, ".copilot")
            : null;
        return home is null ? [] : [TranscriptRoot.Lines(Path.Combine(home, Folder), Placed)];
    }

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

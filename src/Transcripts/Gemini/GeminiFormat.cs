using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.Gemini;

/// <summary>
/// Gemini CLI's sessions: `tmp/&lt;project&gt;/chats/session-&lt;time&gt;-&lt;session&gt;.jsonl`, in older versions `.json`, and subagents'
/// below `chats/&lt;session&gt;/`.
/// </summary>
internal sealed class GeminiFormat : ILineFormat
{
    private const string Folder = "chats";
    private const string FileStart = "session-";
    private const string DocumentEnding = ".json";

    // A file's name has only the start of the session's identifier.
    private const int NamedLength = 8;

    public string Client => ClientName.Gemini;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        (environment("GEMINI_CLI_HOME") is { Length: > 0 } named ? named : AgentHomes.User(environment)) is { } user
            ? [TranscriptRoot.Lines(Path.Combine(Path.GetFullPath(user), ".gemini", "tmp"), Placed, IsSession)]
            : [];

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading) => GeminiLine.Read(line, reading);

    private static bool IsSession(ReadOnlySpan<char> name) =>
        name.EndsWith(".jsonl", StringComparison.Ordinal)
        || (name.StartsWith(FileStart, StringComparison.Ordinal) && name.EndsWith(DocumentEnding, StringComparison.Ordinal));

    private TranscriptFile? Placed(string path, long length, long writtenAt)
    {
        if (!path.Contains($"{Path.DirectorySeparatorChar}{Folder}{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        {
            return null;
        }

        var above = Path.GetDirectoryName(path)!;
        var isSubagent = Path.GetFileName(above) is not Folder;
        var chats = isSubagent ? Path.GetDirectoryName(above)! : above;
        var name = Path.GetFileNameWithoutExtension(path);
        var session = isSubagent ? Path.GetFileName(above) : name[Math.Max(0, name.Length - NamedLength)..];
        return new TranscriptFile(
            this,
            path,
            length,
            writtenAt,
            session,
            Path.GetFileName(Path.GetDirectoryName(chats)) ?? UnknownModel.Name
        )
        {
            IsDocument = path.EndsWith(DocumentEnding, StringComparison.Ordinal),
        };
    }
}

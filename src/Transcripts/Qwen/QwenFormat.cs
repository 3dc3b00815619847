using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.Qwen;

/// <summary>Qwen Code's sessions: `projects/&lt;project&gt;/chats/&lt;session&gt;.jsonl`, and archived ones, one folder below.</summary>
internal sealed class QwenFormat : ILineFormat
{
    private const string Folder = "chats";
    private const string Archive = "archive";

    public string Client => ClientName.Qwen;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        Homes(environment).Select(home => TranscriptRoot.Lines(Path.Combine(home, "projects"), Placed));

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading) => QwenLine.Read(line, reading);

    // If its run-time data is stored apart from its settings, the sessions are there.
    private static IEnumerable<string> Homes(Func<string, string?> environment)
    {
        foreach (var variable in (string[])["QWEN_RUNTIME_DIR", "QWEN_HOME"])
        {
            if (AgentHomes.Named(environment, variable) is { Count: > 0 } named)
            {
                return named;
            }
        }

        return AgentHomes.User(environment) is { } user ? [Path.Combine(user, ".qwen")] : [];
    }

    private TranscriptFile? Placed(string path, long length, long writtenAt)
    {
        var folder = Path.GetDirectoryName(path);
        folder = Path.GetFileName(folder) is Archive ? Path.GetDirectoryName(folder) : folder;
        return Path.GetFileName(folder) is Folder
            ? new(
                this,
                path,
                length,
                writtenAt,
                TranscriptFolder.NameOf(path),
                Path.GetFileName(Path.GetDirectoryName(folder)) ?? UnknownModel.Name
            )
            : null;
    }
}

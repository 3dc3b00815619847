using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Qwen;

/// <summary>Qwen Code's sessions: `projects/&lt;project&gt;/chats/&lt;session&gt;.jsonl`.</summary>
internal sealed class QwenFormat : ILineFormat
{
    private const string Folder = "chats";

    public string Client => ClientName.Qwen;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        TranscriptFolder.User(environment) is { } user
            ? [TranscriptRoot.Lines(Path.Combine(user, ".qwen", "projects"), Placed)]
            : [];

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading) => QwenLine.Read(line, reading);

    private TranscriptFile? Placed(string path, long length, long writtenAt) =>
        Path.GetFileName(Path.GetDirectoryName(path)) is Folder
            ? new(
                this,
                path,
                length,
                writtenAt,
                TranscriptFolder.NameOf(path),
                Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path))) ?? UnknownModel.Name
            )
            : null;
}

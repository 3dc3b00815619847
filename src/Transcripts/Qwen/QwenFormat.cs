using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Qwen;

/// <summary>Qwen Code's sessions: `projects/&lt;project&gt;/chats/&lt;session&gt;.jsonl`.</summary>
internal sealed class QwenFormat : ILineFormat
{
    private const string Folder = "chats";

    public string Client => ClientName.Qwen;

    public IEnumerable<TranscriptFile> Find(Func<string, string?> environment) =>
        TranscriptFolder.User(environment) is { } user
            ? TranscriptFolder
                .Find(Path.Combine(user, ".qwen", "projects"), Placed)
                .Where(file => Path.GetFileName(Path.GetDirectoryName(file.Path)) is Folder)
            : [];

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading) => QwenLine.Read(line, reading);

    private TranscriptFile Placed(string path, long length, long writtenAt) =>
        new(
            this,
            path,
            length,
            writtenAt,
            TranscriptFolder.NameOf(path),
            Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path))) ?? UnknownModel.Name
        );
}

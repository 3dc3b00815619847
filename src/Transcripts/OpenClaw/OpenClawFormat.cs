using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Pi;

namespace ToolTime.Transcripts.OpenClaw;

/// <summary>
/// OpenClaw's sessions: `agents/&lt;agent&gt;/sessions/&lt;session&gt;.jsonl`, in the folder with today's name or an earlier one.
/// </summary>
internal sealed class OpenClawFormat : ILineFormat
{
    private const string Ending = ".jsonl";

    public string Client => ClientName.OpenClaw;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) => OpenClawFolders
        .Agents(environment)
        .Select(root => TranscriptRoot.Lines(root, (path, length, writtenAt) => Placed(root, path, length, writtenAt), IsSession));

    /// <summary>
    /// A user who moved to a newer name has copies under older ones: a file counts once, the longest with its agent and name.
    /// </summary>
    public IEnumerable<TranscriptFile> Find(Func<string, string?> environment, Action? onClosed = null) => Roots(environment)
        .SelectMany(root => root.Find(onClosed).Select(file => (File: file, Place: file.Path[root.Path.Length..])))
        .GroupBy(found => found.Place, found => found.File, StringComparer.Ordinal)
        .Select(copies => copies.MaxBy(file => file.Length)!);

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading) => PiLine.Read(line, reading);

    // A session that was reset or deleted is renamed, and may be compressed, but still counts; backups, checkpoints and trajectories repeat
    // another file.
    private static bool IsSession(ReadOnlySpan<char> name) =>
        !name.Contains(".checkpoint.", StringComparison.Ordinal)
        && !name.Contains(".trajectory.", StringComparison.Ordinal)
        && (
            TranscriptFolder.IsLines(name)
            || name.Contains(Ending + ".reset.", StringComparison.OrdinalIgnoreCase)
            || name.Contains(Ending + ".deleted.", StringComparison.OrdinalIgnoreCase)
        );

    private TranscriptFile? Placed(string root, string path, long length, long writtenAt) =>
        Path.GetFileName(Path.GetDirectoryName(path)) is "sessions"
            ? new(
                this,
                path,
                length,
                writtenAt,
                SessionOf(Path.GetFileName(path)),
                path[(root.Length + 1)..].Split(Path.DirectorySeparatorChar)[0]
            )
            : null;

    private static string SessionOf(string name) => name[..name.IndexOf(Ending, StringComparison.OrdinalIgnoreCase)];
}

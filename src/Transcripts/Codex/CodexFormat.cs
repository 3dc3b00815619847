using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.OpenClaw;

namespace ToolTime.Transcripts.Codex;

/// <summary>
/// Codex CLI's rollout files: `sessions/&lt;year&gt;/&lt;month&gt;/&lt;day&gt;/rollout-….jsonl`, compressed when long unused, and archived
/// ones; the same in the homes that OpenClaw gives it.
/// </summary>
internal sealed class CodexFormat : ILineFormat
{
    private const string FileStart = "rollout-";

    private static readonly string[] Folders = ["sessions", "archived_sessions"];
    private static readonly string[] OpenClawHomes =
    [
        $"{Path.DirectorySeparatorChar}codex-home{Path.DirectorySeparatorChar}",
        $"{Path.DirectorySeparatorChar}cli-auth{Path.DirectorySeparatorChar}codex{Path.DirectorySeparatorChar}",
    ];

    // rollout-2026-11-20T10-00-00-<id>.jsonl. What follows the identifier is the segment of a thread that continues in another file, or the
    // mark of a copy: `_<segment>`, ` (1)`, `.sync-conflict-…`.
    private const int TimeLength = 20;
    private const int IdLength = 36;
    private const char Segment = '_';

    public string Client => ClientName.Codex;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment)
    {
        IEnumerable<string> homes = AgentHomes.Named(environment, "CODEX_HOME") is { Count: > 0 } named
            ? named
            : AgentHomes.User(environment) is { } user ? [Path.Combine(user, ".codex")] : [];
        return homes
            .SelectMany(home => Folders.Select(folder => TranscriptRoot.Lines(Path.Combine(home, folder), Placed, IsRollout)))
            .Concat(OpenClawFolders.Agents(environment).Select(agents => TranscriptRoot.Lines(agents, PlacedByOpenClaw, IsRollout)));
    }

    /// <summary>True if the file's name has the session's identifier; in a renamed file only the first line has it.</summary>
    public static bool IsNamedAfterSession(TranscriptFile file) => Guid.TryParseExact(file.Session, "D", out _);

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading) => CodexLine.Read(line, reading);

    private static bool IsRollout(ReadOnlySpan<char> name) =>
        name.StartsWith(FileStart, StringComparison.Ordinal) && TranscriptFolder.IsLines(name);

    // `<agent>/agent/codex-home` where OpenClaw runs Codex as a server, `<agent>/agent/cli-auth/codex/<account>` where as a command.
    private TranscriptFile? PlacedByOpenClaw(string path, long length, long writtenAt) =>
        OpenClawHomes.Any(home => path.Contains(home, StringComparison.Ordinal)) ? Placed(path, length, writtenAt) : null;

    private TranscriptFile Placed(string path, long length, long writtenAt)
    {
        var name = TranscriptFolder.NameOf(path);
        var id = name.Length > FileStart.Length + TimeLength ? name[(FileStart.Length + TimeLength)..] : name;
        var session = id.Length > IdLength && Guid.TryParseExact(id[..IdLength], "D", out _) ? id[..IdLength] : id.Split(Segment)[0];
        return new TranscriptFile(this, path, length, writtenAt, session, UnknownModel.Name) { Begun = name };
    }
}

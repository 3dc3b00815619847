using ToolTime.Recording.Home;
using ToolTime.Transcripts.Index;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// The transcript sessions that ran in a switched-off project or below it, also if the folder is gone. A session without a folder may have
/// run anywhere and counts as one; so does a session read before the index stored parent folders. A worktree goes with its repository, by
/// the repository's name where nothing more is known.
/// </summary>
internal sealed class SwitchedOffFolders(UsageIndex index, ToolTimeHome home)
{
    private readonly bool _hasAny = File.Exists(home.SwitchedOff);
    private readonly HashSet<ulong> _hashes =
    [
        .. SwitchedOffProjects.Read(home)
            .SelectMany(path => (string[])[path, Path.GetFileName(path.TrimEnd('/', '\\'))])
            .Select(index.CoverHash),
    ];

    /// <summary>As in hooks, an unreadable list covers everything.</summary>
    public bool Has(IndexSession session) =>
        _hasAny && (_hashes.Count == 0 || index.FoldersOf(session) is not { } folders || folders.Any(_hashes.Contains));
}

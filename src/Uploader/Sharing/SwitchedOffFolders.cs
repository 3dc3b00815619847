using ToolTime.Recording.Home;
using ToolTime.Transcripts.Index;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// The sessions of transcripts that ran in a switched-off project or below it, also where their folder is gone. A session that names no
/// folder may have run in any, and so may one that was read before the index stored which folders are above which.
/// </summary>
internal sealed class SwitchedOffFolders(UsageIndex index, ToolTimeHome home)
{
    private readonly bool _hasAny = File.Exists(home.SwitchedOff);
    private readonly HashSet<ulong> _hashes = [.. SwitchedOffProjects.Read(home).Select(index.CoverHash)];

    /// <summary>As hooks do, a list that cannot be read covers everything.</summary>
    public bool Has(IndexSession session) =>
        _hasAny && (_hashes.Count == 0 || index.FoldersOf(session) is not { } folders || folders.Any(_hashes.Contains));
}

using ToolTime.Recording.Home;
using ToolTime.Transcripts.Index;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// The sessions of transcripts that ran in a switched-off project. The index keeps no path but each folder's hash, so the folders that
/// there are below the project are hashed too. A session that names no folder may have run in any.
/// </summary>
internal sealed class SwitchedOffFolders(UsageIndex index, ToolTimeHome home)
{
    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private const ulong NoFolder = 0;

    private readonly HashSet<ulong> _hashes = [.. SwitchedOffProjects.Read(home).SelectMany(Folders).Select(index.FolderHash)];

    public bool Has(IndexSession session) =>
        _hashes.Count > 0 && (session.FolderHash == NoFolder || _hashes.Contains(session.FolderHash));

    private static IEnumerable<string> Folders(string project) =>
        Directory.Exists(project) ? Directory.EnumerateDirectories(project, "*", Below).Prepend(project) : [project];
}

namespace ToolTime.Monitor.FileEvents;

/// <summary>A change in a watched folder.</summary>
/// <param name="Kind">The kind of change.</param>
/// <param name="Path">The file or folder that changed, or the watched folder itself.</param>
internal readonly record struct FolderChange(FolderChangeKind Kind, string Path);

/// <summary>The kinds of change.</summary>
internal enum FolderChangeKind
{
    /// <summary>A file has new content, or a file or folder is gone.</summary>
    Changed,

    /// <summary>A file or folder is new, and may already have content.</summary>
    Appeared,

    /// <summary>Changes were lost because there were too many. Later changes are reported again.</summary>
    Lost,

    /// <summary>The user may watch no more folders below it: not all changes will be reported.</summary>
    Incomplete,

    /// <summary>The watched folder is gone, and nothing more will be reported.</summary>
    Gone,
}

namespace ToolTime.Monitor.FileEvents;

/// <summary>Something that happened in a folder that is watched.</summary>
/// <param name="Kind">What.</param>
/// <param name="Path">Where: a file or folder, or the one that is watched.</param>
internal readonly record struct FolderChange(FolderChangeKind Kind, string Path);

/// <summary>What happened.</summary>
internal enum FolderChangeKind
{
    /// <summary>A file holds something else, or a file or folder is gone.</summary>
    Changed,

    /// <summary>A file or folder is there that was not, and may hold something already.</summary>
    Appeared,

    /// <summary>More happened than the system can hold; what, nobody knows. What comes then is said again.</summary>
    Lost,

    /// <summary>The system lets this user watch no more folders below it: not all will be said.</summary>
    Incomplete,

    /// <summary>The folder that was watched is gone, and nothing will be said.</summary>
    Gone,
}

namespace ToolTime.Monitor.FileEvents;

/// <summary>How much of a folder is watched.</summary>
internal enum WatchScope
{
    /// <summary>Only the subfolders, as they come and go.</summary>
    Folders,

    /// <summary>The files and folders directly in it.</summary>
    Files,

    /// <summary>Everything below it, without following links.</summary>
    Deep,
}

namespace ToolTime.Monitor.FileEvents;

/// <summary>How much of a folder is watched.</summary>
internal enum WatchScope
{
    /// <summary>The folders in it, as they come and go.</summary>
    Folders,

    /// <summary>The files and folders in it.</summary>
    Files,

    /// <summary>All below it, but for what links lead to.</summary>
    Deep,
}

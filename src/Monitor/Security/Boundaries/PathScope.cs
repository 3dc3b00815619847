namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>Where a path is, relative to the project.</summary>
internal enum PathScope
{
    /// <summary>It cannot be determined.</summary>
    Unknown,

    /// <summary>In the project, or the project's folder itself.</summary>
    Project,

    /// <summary>In a temporary folder, or one that the user allows.</summary>
    Allowed,

    /// <summary>A stream that stores nothing: `/dev/null`, `/dev/stdout` and similar.</summary>
    Stream,

    /// <summary>A disk or another device.</summary>
    Device,

    /// <summary>In the user's home, outside the project.</summary>
    Home,

    /// <summary>The user's home itself, or a folder above it or the project.</summary>
    Ancestor,

    /// <summary>The root of the file system.</summary>
    Root,

    /// <summary>A folder of the operating system, or something in one.</summary>
    System,

    /// <summary>Anywhere else: mounted disks, other homes, data folders.</summary>
    Elsewhere,
}

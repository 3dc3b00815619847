namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>Where a path lies, seen from the project.</summary>
internal enum PathScope
{
    /// <summary>It cannot be said.</summary>
    Unknown,

    /// <summary>In the project, or the project's folder itself.</summary>
    Project,

    /// <summary>In a temporary folder, or in one that the user allows.</summary>
    Allowed,

    /// <summary>A stream that stores nothing: `/dev/null`, `/dev/stdout` and the like.</summary>
    Stream,

    /// <summary>A disk or another device.</summary>
    Device,

    /// <summary>In the user's home, outside the project.</summary>
    Home,

    /// <summary>The user's home itself, or what holds it or the project.</summary>
    Ancestor,

    /// <summary>The root of the file system.</summary>
    Root,

    /// <summary>A folder of the operating system, or in one.</summary>
    System,

    /// <summary>Anywhere else: mounted disks, other homes, data folders.</summary>
    Elsewhere,
}

namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>A path as a rule sees it.</summary>
/// <param name="Full">Absolute, with `/` between its names, without `.` and `..`; as written where it cannot be resolved.</param>
/// <param name="Scope">Where it lies.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="IsPattern">Whether its last name is a pattern, so that the content of a folder is meant.</param>
/// <param name="IsEmptyVariable">Whether it begins with a variable that may be empty, and would then be another path: that one stands in
/// <paramref name="Full"/>.</param>
internal sealed record ResolvedPath(string Full, PathScope Scope, FileKind Kind, bool IsPattern, bool IsEmptyVariable)
{
    /// <summary>Whether it lies where a project has nothing to change.</summary>
    public bool IsOutside => Scope is PathScope.Home or PathScope.Ancestor or PathScope.Root or PathScope.System or PathScope.Elsewhere;

    /// <summary>Whether reading it gives secrets away.</summary>
    public bool IsSecret => Kind is FileKind.PrivateKey or FileKind.Credentials or FileKind.EnvironmentFile or FileKind.BrowserProfile
        or FileKind.PasswordHashes or FileKind.ProcessEnvironment or FileKind.ShellHistory;

    /// <summary>Whether it is a folder of the host that a container shares.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether it is the pattern `*`, so that all of a folder is meant.</summary>
    public bool IsWide { get; init; }

    /// <summary>Whether it leads out of the project through a link that the same command made.</summary>
    public bool IsThroughLink { get; init; }

    /// <summary>The last name.</summary>
    public string Name => Full[(Full.LastIndexOf('/') + 1)..];
}

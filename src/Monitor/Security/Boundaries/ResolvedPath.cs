namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>A path as rules see it.</summary>
/// <param name="Full">Absolute, with `/` as separator, without `.` and `..`; as written if it cannot be resolved.</param>
/// <param name="Scope">Where it is.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="IsPattern">Whether its last part is a pattern, so that a folder's content is meant.</param>
/// <param name="IsEmptyVariable">Whether it starts with a variable that may be empty, and would then be another path, which is in
/// <paramref name="Full"/>.</param>
internal sealed record ResolvedPath(string Full, PathScope Scope, FileKind Kind, bool IsPattern, bool IsEmptyVariable)
{
    /// <summary>Whether it is where a project has nothing to change.</summary>
    public bool IsOutside => Scope is PathScope.Home or PathScope.Ancestor or PathScope.Root or PathScope.System or PathScope.Elsewhere;

    /// <summary>Whether reading it reveals secrets.</summary>
    public bool IsSecret => Kind is FileKind.PrivateKey or FileKind.Credentials or FileKind.EnvironmentFile or FileKind.BrowserProfile
        or FileKind.PasswordHashes or FileKind.ProcessEnvironment or FileKind.ShellHistory;

    /// <summary>Whether it is a host folder shared by a container.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether it is the pattern `*`, so that a whole folder is meant.</summary>
    public bool IsWide { get; init; }

    /// <summary>Whether it leads out of the project through a link that the same command created.</summary>
    public bool IsThroughLink { get; init; }

    /// <summary>The last part.</summary>
    public string Name => Full[(Full.LastIndexOf('/') + 1)..];
}

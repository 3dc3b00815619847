namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>The project's folder, the user's home and further allowed folders; finds where a path is.</summary>
internal sealed class ProjectBoundary
{
    private static readonly string[] TemporaryFolders = ["/tmp", "/var/tmp", "/private/tmp", "/private/var/tmp", "/var/folders",
        "/private/var/folders", "/dev/shm", "/run/user"];

    private static readonly string[] Streams =
        ["/dev/null", "/dev/stdout", "/dev/stderr", "/dev/stdin", "/dev/tty", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/full",
            "/dev/ptmx"];

    private static readonly string[] SerialLines = ["/dev/tty", "/dev/cu.", "/dev/serial/", "/dev/rfcomm"];

    private static readonly HashSet<string> SystemFolders = new(StringComparer.Ordinal)
    {
        "bin", "boot", "etc", "lib", "lib32", "lib64", "proc", "root", "run", "sbin", "sys", "usr", "var", "opt", "System", "Library",
            "Applications", "private",
        "nix", "snap", "Windows", "Program Files", "Program Files (x86)", "ProgramData",
    };

    /// <summary>Folders with other users' files, and with what the machine serves.</summary>
    private static readonly string[] SharedFolders = ["/home", "/Users", "/srv"];

    /// <summary>Folders of a home whose content can be recreated.</summary>
    private static readonly string[] CacheFolders = [".cache", "Library/Caches", ".npm", ".nuget", ".cargo/registry", ".gradle/caches",
        ".m2/repository", ".local/share/Trash", "AppData/Local/Temp", "Library/Developer/Xcode/DerivedData"];

    /// <summary>Folders of a home that receive files, but are not worked in.</summary>
    private static readonly string[] DropFolders = ["Desktop", "Documents", "Downloads", "Library", "AppData", "Pictures", "Public", "bin",
        "go"];

    /// <summary>Folders of a home in which agents store their own notes.</summary>
    private static readonly string[] NoteFolders = [".claude/plans", ".claude/todos", ".claude/tasks", ".gemini/tmp"];

    private readonly string[] _allowed;
    private readonly ILinks _links;
    private readonly string? _realHome;

    public ProjectBoundary(string project, string home, IEnumerable<string> allowed, ILinks links, string? realHome = null)
    {
        _realHome = realHome;
        Home = home;
        Project = project;
        HasProject = project.Length > 1 && !IsWithin(home, project);
        _links = links;
        _allowed = [.. allowed.Select(folder => Normalise(folder, project, home))];
    }

    public string Project { get; }

    public string Home { get; }

    /// <summary>Whether there is a project at all; an agent started in a home or at the root has none.</summary>
    public bool HasProject { get; }

    /// <summary>Whether a path is in a cache in a home, which a program refills.</summary>
    public bool IsCache(string path) => CacheFolders.Any(folder => IsWithin(path, $"{Home}/{folder}"))
        || IsWithin(path, "/var/lib/apt/lists") || IsWithin(path, "/var/cache");

    /// <summary>Whether a path is in a temporary folder of the system.</summary>
    public static bool IsTemporary(string path) => Array.Exists(TemporaryFolders, folder => IsWithin(path, folder));

    /// <summary>Whether a path is in an agent's own notes: plans, tasks, memories of a project.</summary>
    public bool IsNote(string path) => NoteFolders.Any(folder => IsWithin(path, $"{Home}/{folder}"))
        || (IsWithin(path, $"{Home}/.claude/projects") && path.Contains("/memory/", StringComparison.Ordinal)
            && path.EndsWith(".md", StringComparison.Ordinal));

    /// <summary>
    /// Whether a path belongs to other work: a folder next to the project, another one the user works in, the system, another user. A
    /// folder next to the project whose name starts with the project's counts as its worktree.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="isFolder">Whether what is in it is meant: in a home, a folder may be other work, and a file is a loose one.</param>
    public bool IsOtherWork(ResolvedPath path, bool isFolder = false) => path.Scope switch
    {
        PathScope.System => !IsWithin(path.Full, "/opt/homebrew"),
        PathScope.Elsewhere => IsBeside(path.Full) is true || Array.Exists(SharedFolders, folder => IsWithin(path.Full, folder)),
        PathScope.Home when HasProject => IsBeside(path.Full)
            ?? (IsWorkOfHome(isFolder ? $"{path.Full[Home.Length..]}/*" : path.Full[Home.Length..])
                && !(isFolder && path.Full.StartsWith(Project, StringComparison.Ordinal))),
        PathScope.Ancestor => path.IsPattern && AreBeside($"{path.Full}/*"),
        _ => false,
    };

    /// <summary>Whether a pattern means all that is next to the project, or in another folder of the home: `~/src/*`.</summary>
    public bool AreBeside(string path) => HasProject && path.EndsWith("/*", StringComparison.Ordinal)
        && !GlobPattern.HasPattern(path[..^2]) && !IsWithin(path, Project)
        && (IsWithin(path, Home) || path[..^2] == Project[..Project.LastIndexOf('/')]);

    /// <summary>Whether a path has the user's or another user's personal content.</summary>
    /// <param name="path">The path, absolute.</param>
    /// <param name="isMuch">Whether many files are meant.</param>
    public bool IsPersonal(string path, bool isMuch) => IsWithin(path, "/var/mail")
        || IsWithin(path, "/var/spool/mail") || PersonalFolders.IsOfAnotherUser(path, Project, Home, _realHome)
        || (IsWithin(path, Home) && PersonalFolders.Find(path[Home.Length..], isMuch) is { } folder && !IsWithin(Project, Home + folder));

    /// <summary>Where an absolute path is.</summary>
    /// <param name="path">The path, or the folder that a pattern looks in.</param>
    /// <param name="pattern">The pattern of names in it; null for the path itself.</param>
    public PathScope ScopeOf(string path, string? pattern)
    {
        if (path.StartsWith("/dev/", StringComparison.Ordinal) && !IsWithin(path, "/dev/shm"))
        {
            return Streams.Contains(path) || path.StartsWith("/dev/fd/", StringComparison.Ordinal)
                || path.StartsWith("/dev/pts/", StringComparison.Ordinal) || IsSerial(path)
                ? PathScope.Stream
                : PathScope.Device;
        }

        // A link in the project may lead out of it.
        var isProject = HasProject && IsWithin(path, Project);
        if (isProject && _links.Resolve(path) is var real && real != path && !IsWithin(real, Project)
            && !IsWithin(real, _links.Resolve(Project)))
        {
            return ScopeOf(real, pattern);
        }

        return isProject ? PathScope.Project : ScopeOutside(path, pattern);
    }

    /// <summary>Whether a device is a serial line, as boards have them: what goes to it is lost to no disk.</summary>
    private static bool IsSerial(string path) => Array.Exists(SerialLines, line => path.StartsWith(line, StringComparison.Ordinal));

    private PathScope ScopeOutside(string path, string? pattern)
    {
        if (path is "/" or "C:" or "D:")
        {
            return PathScope.Root;
        }

        if (Holds(path, pattern, Home) || (HasProject && Holds(path, pattern, Project)))
        {
            return PathScope.Ancestor;
        }

        if (IsIn(_allowed, path, pattern))
        {
            return PathScope.Allowed;
        }

        // Before the temporary folders, since a home may be in one.
        if (IsWithin(path, Home))
        {
            return PathScope.Home;
        }

        if (IsIn(TemporaryFolders, path, pattern))
        {
            return PathScope.Allowed;
        }

        return SystemFolders.Contains(FirstName(path)) ? PathScope.System : PathScope.Elsewhere;
    }

    /// <summary>Whether a path is in a folder next to the project; null if it is elsewhere.</summary>
    private bool? IsBeside(string path)
    {
        var slash = Project.LastIndexOf('/');
        if (!HasProject || slash <= 0 || slash == Home.Length || !path.StartsWith(Project[..(slash + 1)], StringComparison.Ordinal))
        {
            return null;
        }

        var rest = path[(slash + 1)..];
        var isLooseFile = !rest.Contains('/', StringComparison.Ordinal) && rest.Contains('.', StringComparison.Ordinal);
        return !isLooseFile && !rest.StartsWith(Project[(slash + 1)..], StringComparison.Ordinal);
    }

    private static bool IsWorkOfHome(string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 1 && names[0][0] != '.' && !DropFolders.Contains(names[0]);
    }

    private static bool IsIn(string[] folders, string path, string? pattern) =>
        Array.Exists(folders, folder => IsWithin(path, folder) && (path != folder || pattern is not null));

    /// <summary>Whether a folder is at or below a path; for a pattern, whether it matches the name that leads there.</summary>
    private static bool Holds(string path, string? pattern, string folder)
    {
        if (!IsWithin(folder, path) || pattern is null || folder == path)
        {
            return IsWithin(folder, path);
        }

        var rest = folder.AsSpan(path.Length).TrimStart('/');
        var end = rest.IndexOf('/');
        return GlobPattern.IsMatch(end < 0 ? rest : rest[..end], pattern);
    }

    private static string FirstName(string path)
    {
        var start = path.StartsWith("C:/", StringComparison.Ordinal) ? 3 : 1;
        var end = path.IndexOf('/', Math.Min(start, path.Length));
        return path.Length <= start ? "" : end < 0 ? path[start..] : path[start..end];
    }

    /// <summary>Whether a path is a folder or is in it.</summary>
    public static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal)
            && (path.Length == folder.Length || folder.EndsWith('/') || path[folder.Length] == '/');

    /// <summary>The path made absolute, without `.` and `..`.</summary>
    public static string Normalise(string path, string folder, string home)
    {
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
        {
            path = home + path[1..];
        }

        if (path.Length >= 2 && char.IsAsciiLetter(path[0]) && path[1] == ':')
        {
            path = $"/{char.ToUpperInvariant(path[0])}:{path[2..].Replace('\\', '/')}";
        }

        var names = new List<string>();
        foreach (var name in (path.StartsWith('/') ? path : $"{folder}/{path}").Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == "..")
            {
                names.RemoveRange(Math.Max(0, names.Count - 1), names.Count > 0 ? 1 : 0);
            }
            else if (name != ".")
            {
                names.Add(name);
            }
        }

        var joined = string.Join('/', names);
        return names is [[_, ':'], ..] ? joined : $"/{joined}";
    }
}

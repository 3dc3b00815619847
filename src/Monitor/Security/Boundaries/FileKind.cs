namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>What a file is for, as far as its path says so.</summary>
internal enum FileKind
{
    /// <summary>Nothing that a rule asks for.</summary>
    Other,

    /// <summary>A private key.</summary>
    PrivateKey,

    /// <summary>Tokens or passwords of a program.</summary>
    Credentials,

    /// <summary>`.env` and the like: secrets of a project.</summary>
    EnvironmentFile,

    /// <summary>Passwords or cookies of a browser.</summary>
    BrowserProfile,

    /// <summary>`/etc/shadow` and the like.</summary>
    PasswordHashes,

    /// <summary>The environment or the memory of a process.</summary>
    ProcessEnvironment,

    /// <summary>What a shell remembers of its commands.</summary>
    ShellHistory,

    /// <summary>What a shell runs when it starts.</summary>
    ShellStartup,

    /// <summary>Settings with which a program of everyday work runs commands when it starts: an editor, ssh, git, Python.</summary>
    ProgramStartup,

    /// <summary>The keys that may log in.</summary>
    AuthorizedKeys,

    /// <summary>What git runs at its events.</summary>
    GitHook,

    /// <summary>The objects and references of a repository.</summary>
    GitDirectory,

    /// <summary>Jobs that run at set times.</summary>
    Schedule,

    /// <summary>A unit of systemd, an init script or a launch daemon.</summary>
    ServiceUnit,

    /// <summary>What starts at login.</summary>
    LoginItem,

    /// <summary>Settings, hooks and servers of a coding agent.</summary>
    AgentSettings,

    /// <summary>Instructions of a coding agent: CLAUDE.md, skills and the like.</summary>
    AgentInstructions,

    /// <summary>Who may become root.</summary>
    Sudoers,

    /// <summary>Users and groups.</summary>
    Accounts,

    /// <summary>How the system resolves names, authenticates and starts.</summary>
    SystemSettings,

    /// <summary>Settings of the running kernel.</summary>
    KernelSettings,

    /// <summary>A log of the system.</summary>
    SystemLog,

    /// <summary>Where a package manager takes packages from.</summary>
    PackageSources,

    /// <summary>The socket of a container engine.</summary>
    ContainerSocket,
}

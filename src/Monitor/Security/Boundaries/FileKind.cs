namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>What a file is for, judged by its path.</summary>
internal enum FileKind
{
    /// <summary>Nothing that a rule needs.</summary>
    Other,

    /// <summary>A private key.</summary>
    PrivateKey,

    /// <summary>Tokens or passwords of a program.</summary>
    Credentials,

    /// <summary>`.env` and similar: a project's secrets.</summary>
    EnvironmentFile,

    /// <summary>Passwords or cookies of a browser.</summary>
    BrowserProfile,

    /// <summary>`/etc/shadow` and similar.</summary>
    PasswordHashes,

    /// <summary>A process's environment or memory.</summary>
    ProcessEnvironment,

    /// <summary>A shell's command history.</summary>
    ShellHistory,

    /// <summary>Files that a shell runs at its start.</summary>
    ShellStartup,

    /// <summary>Settings that make an everyday program run commands at its start: an editor, ssh, git, Python.</summary>
    ProgramStartup,

    /// <summary>The keys that allow logging in.</summary>
    AuthorizedKeys,

    /// <summary>What git runs on its events.</summary>
    GitHook,

    /// <summary>A repository's objects and references.</summary>
    GitDirectory,

    /// <summary>Jobs that run at set times.</summary>
    Schedule,

    /// <summary>A systemd unit, an init script or a launch daemon.</summary>
    ServiceUnit,

    /// <summary>What starts at login.</summary>
    LoginItem,

    /// <summary>A coding agent's settings, hooks and servers.</summary>
    AgentSettings,

    /// <summary>A coding agent's instructions: CLAUDE.md, skills and similar.</summary>
    AgentInstructions,

    /// <summary>What this program is told to watch and refuse, and what it has recorded.</summary>
    GuardSettings,

    /// <summary>Who may become root.</summary>
    Sudoers,

    /// <summary>Users and groups.</summary>
    Accounts,

    /// <summary>How the system resolves names, authenticates and starts.</summary>
    SystemSettings,

    /// <summary>System settings that run something at start, at login, or when a device or package is added.</summary>
    SystemStartup,

    /// <summary>How the system checks who may do what.</summary>
    Authentication,

    /// <summary>What the system logs, and where.</summary>
    LogSettings,

    /// <summary>Settings of the running kernel.</summary>
    KernelSettings,

    /// <summary>A system log.</summary>
    SystemLog,

    /// <summary>A package manager's sources.</summary>
    PackageSources,

    /// <summary>A container engine's socket.</summary>
    ContainerSocket,
}

namespace ToolTime.Monitor.Security.Effects;

/// <summary>
/// What a command or tool changes or reads. The names, in lower case and with hyphens, are used in the user's rules files.
/// </summary>
internal enum EffectKind
{
    /// <summary>Reads a file.</summary>
    Read,

    /// <summary>Writes a file, new or over an old one.</summary>
    Write,

    /// <summary>Deletes a file or a folder.</summary>
    Delete,

    /// <summary>Moves a file away.</summary>
    Move,

    /// <summary>Changes a file's permissions.</summary>
    ChangeMode,

    /// <summary>Changes a file's owner.</summary>
    ChangeOwner,

    /// <summary>Shows secrets to the agent.</summary>
    Show,

    /// <summary>Asks a keychain, a vault or a cluster for a secret.</summary>
    UseSecretStore,

    /// <summary>Fetches something from the network.</summary>
    Fetch,

    /// <summary>Sends something over the network.</summary>
    Send,

    /// <summary>Puts data into a name that is looked up, or into a ping.</summary>
    SendByName,

    /// <summary>Opens this machine to others.</summary>
    Tunnel,

    /// <summary>Gives someone on the network a shell.</summary>
    ReverseShell,

    /// <summary>Runs text or a file as a program.</summary>
    Execute,

    /// <summary>Destroys the content of a disk.</summary>
    WipeDisk,

    /// <summary>Loses uncommitted changes.</summary>
    DiscardWork,

    /// <summary>Loses commits, branches or stashes.</summary>
    DeleteHistory,

    /// <summary>Overwrites or deletes others' work on a remote.</summary>
    ForcePush,

    /// <summary>Drops, empties or deletes data of a database.</summary>
    DropData,

    /// <summary>Deletes resources of a cloud.</summary>
    DeleteCloud,

    /// <summary>Deletes resources of a cluster, or volumes of containers.</summary>
    DeleteCluster,

    /// <summary>Becomes root or another user.</summary>
    BecomeRoot,

    /// <summary>Gives a program or user more permissions from now on.</summary>
    GrantRights,

    /// <summary>Starts a container that can reach the host.</summary>
    EscapeContainer,

    /// <summary>Makes something run at set times.</summary>
    Schedule,

    /// <summary>Makes something run at start or login.</summary>
    Autostart,

    /// <summary>Makes git run something on its events.</summary>
    HookGit,

    /// <summary>Makes a package manager run something on install.</summary>
    HookPackage,

    /// <summary>Changes the firewall.</summary>
    ChangeFirewall,

    /// <summary>Changes users or groups.</summary>
    ChangeAccounts,

    /// <summary>Changes the kernel, its modules or mounts.</summary>
    ChangeKernel,

    /// <summary>Stops or changes services, or the machine itself.</summary>
    ChangeService,

    /// <summary>Changes the system's settings.</summary>
    ChangeSystem,

    /// <summary>Hides the shell history.</summary>
    HideHistory,

    /// <summary>Removes the system's logs.</summary>
    ClearLogs,

    /// <summary>Turns off what protects or observes the machine.</summary>
    DisableGuard,

    /// <summary>Makes a file look like another, or unchangeable.</summary>
    Disguise,

    /// <summary>Changes the settings of a coding agent.</summary>
    ConfigureAgent,

    /// <summary>Sends a coding agent's traffic somewhere else, or nowhere.</summary>
    RedirectAgent,

    /// <summary>Starts a coding agent that asks for no permission.</summary>
    UnguardAgent,

    /// <summary>Installs a package by its name.</summary>
    Install,

    /// <summary>Installs a package from an address or a repository.</summary>
    InstallFrom,

    /// <summary>Takes packages from another registry.</summary>
    ChangeRegistry,

    /// <summary>Installs without checking the source.</summary>
    InstallUnchecked,

    /// <summary>Starts processes without end.</summary>
    Fork,

    /// <summary>Fills a disk.</summary>
    FillDisk,

    /// <summary>Keeps the machine busy without end.</summary>
    Spin,

    /// <summary>Mines a currency.</summary>
    Mine,
}

namespace ToolTime.Monitor.Security.Effects;

/// <summary>What a command or a tool changes or reads. The names, in lower case and with hyphens, are those of a user's file of
/// rules.</summary>
public enum EffectKind
{
    /// <summary>Reads a file.</summary>
    Read,

    /// <summary>Writes a file, new or over an old one.</summary>
    Write,

    /// <summary>Deletes a file or a folder.</summary>
    Delete,

    /// <summary>Takes a file away from where it was.</summary>
    Move,

    /// <summary>Changes who may do what with a file.</summary>
    ChangeMode,

    /// <summary>Changes whose a file is.</summary>
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

    /// <summary>Gives a shell to somebody on the network.</summary>
    ReverseShell,

    /// <summary>Runs text or a file as a program.</summary>
    Execute,

    /// <summary>Destroys what is on a disk.</summary>
    WipeDisk,

    /// <summary>Loses changes that git has not stored.</summary>
    DiscardWork,

    /// <summary>Loses commits, branches or stashes.</summary>
    DeleteHistory,

    /// <summary>Overwrites or deletes what others have on a remote.</summary>
    ForcePush,

    /// <summary>Drops, empties or deletes data of a database.</summary>
    DropData,

    /// <summary>Deletes resources of a cloud.</summary>
    DeleteCloud,

    /// <summary>Deletes resources of a cluster, or volumes of containers.</summary>
    DeleteCluster,

    /// <summary>Becomes root or another user.</summary>
    BecomeRoot,

    /// <summary>Lets a program or a user have more rights from now on.</summary>
    GrantRights,

    /// <summary>Starts a container that can reach the host.</summary>
    EscapeContainer,

    /// <summary>Has something run at set times.</summary>
    Schedule,

    /// <summary>Has something run at start or login.</summary>
    Autostart,

    /// <summary>Has git run something at its events.</summary>
    HookGit,

    /// <summary>Has a package manager run something when it installs.</summary>
    HookPackage,

    /// <summary>Changes the firewall.</summary>
    ChangeFirewall,

    /// <summary>Changes users or groups.</summary>
    ChangeAccounts,

    /// <summary>Changes the kernel, its modules or what is mounted.</summary>
    ChangeKernel,

    /// <summary>Stops or changes services, or the machine itself.</summary>
    ChangeService,

    /// <summary>Changes the settings of the system.</summary>
    ChangeSystem,

    /// <summary>Hides what was typed.</summary>
    HideHistory,

    /// <summary>Removes what the system has logged.</summary>
    ClearLogs,

    /// <summary>Turns off what protects or observes the machine.</summary>
    DisableGuard,

    /// <summary>Makes a file look like another, or unchangeable.</summary>
    Disguise,

    /// <summary>Changes the settings of a coding agent.</summary>
    ConfigureAgent,

    /// <summary>Sends what a coding agent says somewhere else, or nowhere.</summary>
    RedirectAgent,

    /// <summary>Starts a coding agent that asks nobody.</summary>
    UnguardAgent,

    /// <summary>Installs a package by its name.</summary>
    Install,

    /// <summary>Installs a package from an address or a repository.</summary>
    InstallFrom,

    /// <summary>Takes packages from another registry.</summary>
    ChangeRegistry,

    /// <summary>Installs without checking who made it.</summary>
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

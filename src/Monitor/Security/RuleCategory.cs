namespace ToolTime.Monitor.Security;

/// <summary>What a rule is about.</summary>
internal enum RuleCategory
{
    /// <summary>Files, disks, history, databases or cloud resources are lost.</summary>
    Destructive,

    /// <summary>Secrets or files leave the machine.</summary>
    Exfiltration,

    /// <summary>Downloaded content is run.</summary>
    DownloadAndRun,

    /// <summary>Secrets are read.</summary>
    SecretAccess,

    /// <summary>More privileges are gained.</summary>
    Privilege,

    /// <summary>Something stays and runs again.</summary>
    Persistence,

    /// <summary>The machine is changed.</summary>
    SystemChange,

    /// <summary>Traces are removed, guards turned off, code is obscured.</summary>
    Evasion,

    /// <summary>Something outside the project is accessed.</summary>
    Boundary,

    /// <summary>The agent's own settings and instructions are changed.</summary>
    AgentTampering,

    /// <summary>Packages come from unusual places.</summary>
    SupplyChain,

    /// <summary>The machine is kept busy or filled up.</summary>
    Resources,

    /// <summary>A session is unusual as a whole.</summary>
    Behaviour,
}

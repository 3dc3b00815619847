namespace ToolTime.Monitor.Security;

/// <summary>What a rule is about.</summary>
public enum RuleCategory
{
    /// <summary>Files, disks, history, databases, cloud resources are lost.</summary>
    Destructive,

    /// <summary>Secrets or files leave the machine.</summary>
    Exfiltration,

    /// <summary>What was fetched is run.</summary>
    DownloadAndRun,

    /// <summary>Secrets are read.</summary>
    SecretAccess,

    /// <summary>More rights are gained.</summary>
    Privilege,

    /// <summary>Something stays and runs again.</summary>
    Persistence,

    /// <summary>The machine is changed.</summary>
    SystemChange,

    /// <summary>Traces are removed, guards turned off, code is disguised.</summary>
    Evasion,

    /// <summary>The project is left.</summary>
    Boundary,

    /// <summary>The agent's own settings and instructions are changed.</summary>
    AgentTampering,

    /// <summary>Packages come from unusual places.</summary>
    SupplyChain,

    /// <summary>The machine is kept busy or filled.</summary>
    Resources,

    /// <summary>A session is unusual as a whole.</summary>
    Behaviour,
}

namespace ToolTime.Monitor.Security.Effects;

/// <summary>What a text or stream contains, if its origin is known.</summary>
[Flags]
internal enum DataKinds
{
    /// <summary>Nothing of note.</summary>
    None = 0,

    /// <summary>The content of a key, a credential store or a vault's secret.</summary>
    Secret = 1,

    /// <summary>The value of a variable with a secret.</summary>
    Token = 2,

    /// <summary>All variables of a process.</summary>
    Environment = 4,

    /// <summary>Came over the network.</summary>
    Network = 8,

    /// <summary>Was decoded, so that its text does not show what it is.</summary>
    Decoded = 16,

    /// <summary>Who and where the user is: user and host names.</summary>
    Identity = 32,

    /// <summary>Files of the user or the system outside the project.</summary>
    Outside = 64,

    /// <summary>Never ends.</summary>
    Endless = 128,

    /// <summary>Many files in one stream.</summary>
    Archive = 256,

    /// <summary>Files of the project.</summary>
    Project = 512,

    /// <summary>The output of a shell that reads its commands from elsewhere.</summary>
    ShellOutput = 1024,

    /// <summary>A whole home, or a folder above it.</summary>
    WholeHome = 2048,

    /// <summary>The names of all variables, without their values.</summary>
    VariableNames = 4096,
}

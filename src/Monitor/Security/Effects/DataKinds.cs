namespace ToolTime.Monitor.Security.Effects;

/// <summary>What a text or a stream holds, as far as it is known where it came from.</summary>
[Flags]
internal enum DataKinds
{
    /// <summary>Nothing of note.</summary>
    None = 0,

    /// <summary>The content of a key, a credential store or a secret of a vault.</summary>
    Secret = 1,

    /// <summary>The value of a variable that holds a secret.</summary>
    Token = 2,

    /// <summary>All variables of a process.</summary>
    Environment = 4,

    /// <summary>What came over the network.</summary>
    Network = 8,

    /// <summary>What was decoded from another form, so that its text does not show what it is.</summary>
    Decoded = 16,

    /// <summary>Who and where the user is: names of the user and the host.</summary>
    Identity = 32,

    /// <summary>Files of the user or the system that are not the project's.</summary>
    Outside = 64,

    /// <summary>Never ends.</summary>
    Endless = 128,

    /// <summary>Many files in one stream.</summary>
    Archive = 256,

    /// <summary>Files of the project.</summary>
    Project = 512,

    /// <summary>What a shell says that reads its commands from somewhere else.</summary>
    ShellOutput = 1024,

    /// <summary>A whole home, or what holds it.</summary>
    WholeHome = 2048,

    /// <summary>The names of all variables, without their values.</summary>
    VariableNames = 4096,
}

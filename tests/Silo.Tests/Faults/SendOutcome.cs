namespace ToolTime.Silo.Tests.Faults;

/// <summary>What the sender of a submission knows about it.</summary>
internal enum SendOutcome
{
    /// <summary>It was sent and no answer arrived.</summary>
    Unknown = 0,

    /// <summary>The server answered that it has it.</summary>
    Stored = 1,

    /// <summary>The server answered that it refuses it.</summary>
    Refused = 2,
}

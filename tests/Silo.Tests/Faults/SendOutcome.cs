namespace ToolTime.Silo.Tests.Faults;

/// <summary>What the sender of a submission knows of it.</summary>
internal enum SendOutcome
{
    /// <summary>It was sent and nothing was heard.</summary>
    Unknown = 0,

    /// <summary>The server said that it has it.</summary>
    Stored = 1,

    /// <summary>The server said that it does not take it.</summary>
    Refused = 2,
}

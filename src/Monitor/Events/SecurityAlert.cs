namespace ToolTime.Monitor.Events;

/// <summary>A call, or a session as a whole, is dangerous: the rule and the call's structure, and none of its input.</summary>
internal sealed record SecurityAlert : LiveEvent
{
    /// <summary>Identifies the call; its other events share it. Null for a rule about the whole session.</summary>
    public required string? Call { get; init; }

    /// <summary>The tool's name; of a session, its last.</summary>
    public required string Tool { get; init; }

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>What the rule is about, such as `exfiltration`.</summary>
    public required string Category { get; init; }

    /// <summary>How bad it is: medium, high or critical.</summary>
    public required string Severity { get; init; }

    /// <summary>What the rule finds, in a sentence.</summary>
    public required string Finds { get; init; }

    /// <summary>The programs that the call runs, with their options' names.</summary>
    public required IReadOnlyList<string> Programs { get; init; }

    /// <summary>What the call does to what; only paths inside the project.</summary>
    public required IReadOnlyList<string> Targets { get; init; }
}

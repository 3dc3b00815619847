namespace ToolTime.Monitor.Events;

/// <summary>That a call did something dangerous: the rule and the call's structure, and nothing of what it was given.</summary>
internal sealed record SecurityAlert : LiveEvent
{
    /// <summary>By which the call's own events are known.</summary>
    public required string Call { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>What the rule is about, as `exfiltration`.</summary>
    public required string Category { get; init; }

    /// <summary>How bad it is: medium, high or critical.</summary>
    public required string Severity { get; init; }

    /// <summary>What the rule finds, a sentence.</summary>
    public required string Finds { get; init; }

    /// <summary>The programs that the call runs, with the names of their options.</summary>
    public required IReadOnlyList<string> Programs { get; init; }

    /// <summary>What the call does to what; of paths only those inside the project.</summary>
    public required IReadOnlyList<string> Targets { get; init; }
}

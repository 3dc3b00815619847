namespace ToolTime.Monitor.Security.Alerts;

/// <summary>
/// An alert about something dangerous, as sent to channels. It may leave the machine through a user's channel, so it has the call's
/// structure but no command, path outside the project, content or text.
/// </summary>
internal sealed record Alert
{
    /// <summary>When the call was made, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The client's name.</summary>
    public required string Client { get; init; }

    /// <summary>The session's id.</summary>
    public required string Session { get; init; }

    /// <summary>The name of the project's folder.</summary>
    public required string Project { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>How bad it is, such as `high`.</summary>
    public required string Severity { get; init; }

    /// <summary>What the rule finds, in a sentence.</summary>
    public required string Finds { get; init; }

    /// <summary>The programs that the call runs, with their options' names.</summary>
    public IReadOnlyList<string> Programs { get; init => field = value ?? []; } = [];

    /// <summary>What the call does to what.</summary>
    public IReadOnlyList<string> Targets { get; init => field = value ?? []; } = [];

    /// <summary>`deny` or `ask` if the call was blocked; otherwise null.</summary>
    public string? Decision { get; init; }

    /// <summary>How many findings of the rule in the session it covers.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whether the rule found so much in the session that the alert is one severity higher.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>The alert as one line for people.</summary>
    public string ToText()
    {
        var what = Programs.Count > 0 ? string.Join("; ", Programs.Take(3)) : string.Join(", ", Targets.Take(3));
        var times = Count > 1 ? $", {Count} times" : "";
        var decision = Decision switch { "deny" => " It was denied.", "ask" => " The user was asked.", _ => "" };
        var where = Project.Length > 0 ? $" in {Project}" : "";
        var text = $"{Severity}{(IsEscalated ? " (escalated)" : "")}: {Rule}{times}{where}, {Client}. {Finds}{(what.Length > 0 ? $" [{what}]" : "")}{decision}";
        return string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
    }
}

namespace ToolTime.Monitor.Insights.Records;

/// <summary>A session as insights see it, all in the order of time.</summary>
internal sealed record RecordedSession
{
    /// <summary>The client's name on the wire.</summary>
    public required string Client { get; init; }

    /// <summary>As the client names it.</summary>
    public required string Session { get; init; }

    /// <summary>The name of the folder that it works in.</summary>
    public required string Project { get; init; }

    /// <summary>That folder's path; null where transcripts do not say it.</summary>
    public string? Folder { get; init; }

    /// <summary>True where another session began it.</summary>
    public bool IsSubagent { get; init; }

    public required IReadOnlyList<RecordedResponse> Responses { get; init; }

    public required IReadOnlyList<RecordedCall> Calls { get; init; }

    /// <summary>What was said between the user and the agent, apart from what sub-agents were reported.</summary>
    public required IReadOnlyList<RecordedText> Texts { get; init; }

    /// <summary>When its first response or call was.</summary>
    public required DateTimeOffset First { get; init; }

    public required DateTimeOffset Last { get; init; }

    /// <summary>In dollars, of what has a price.</summary>
    public decimal Cost => Responses.Sum(response => response.Cost ?? 0);

    /// <summary>What the user asked for, and what came of it, one after the other.</summary>
    public IReadOnlyList<RecordedTurn> Turns => RecordedTurn.Split(this);
}

using ToolTime.Recording.Calls;
using ToolTime.Transcripts;

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

    /// <summary>The skills that the user started by their names, as often as they were.</summary>
    public IReadOnlyList<string> TypedSkills { get; init; } = [];

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

/// <summary>A response of a model, as insights see it.</summary>
/// <param name="At">When its last part came, UTC, to the second.</param>
/// <param name="Agent">Which agent of the session it is of: 0 is the one that the user talks to.</param>
/// <param name="Model">As the client names it.</param>
/// <param name="Tokens">By kind.</param>
/// <param name="Cost">In dollars; null where its model has no price.</param>
/// <param name="Attribution">On whose account it was.</param>
internal sealed record RecordedResponse(
    DateTimeOffset At, int Agent, string Model, TokenCount Tokens, decimal? Cost, Attribution? Attribution)
{
    /// <summary>What a token that was sent would have cost less, had it come from the cache; null without a price.</summary>
    public decimal? SavingPerToken { get; init; }

    /// <summary>The agents whose responses follow on each other: a client may have several in one transcript.</summary>
    public (int Agent, string? Kind) Chain => (Agent, Attribution?.Agent);
}

/// <summary>A call of a tool, as insights see it.</summary>
internal sealed record RecordedCall
{
    /// <summary>When it was made, UTC, to the second.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Which agent of the session made it: 0 is the one that the user talks to.</summary>
    public required int Agent { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The skill that it started; null where it started none.</summary>
    public string? Skill { get; init; }

    public required CallOutcome Outcome { get; init; }

    /// <summary>How long it ran; null where that is unknown.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>Whether it edits a file that its agent had not read.</summary>
    public bool IsEditWithoutRead { get; init; }

    public Attribution? Attribution { get; init; }

    /// <summary>What it was given; null where that is not known.</summary>
    public CallDetail? Detail { get; init; }

    /// <summary>The response after the one that made it: what the agent did about its result. Null where there is none.</summary>
    public RecordedResponse? Next { get; set; }

    /// <summary>The response that made it.</summary>
    public RecordedResponse? Maker { get; set; }

    public bool IsFailure => Outcome is CallOutcome.Error;

    /// <summary>True where it is known how it ended.</summary>
    public bool IsObserved => Outcome is CallOutcome.Ok or CallOutcome.Error or CallOutcome.Rejection;
}

/// <summary>That a user or a model said something, and what it scores. The words are not in it.</summary>
/// <param name="At">When, UTC, to the second.</param>
/// <param name="IsUser">Whether the user said it.</param>
/// <param name="Score">The user's sentiment from -1 to 1, or the model's confidence from 0 to 1; null where nothing is scored.</param>
internal sealed record RecordedText(DateTimeOffset At, bool IsUser, double? Score);
